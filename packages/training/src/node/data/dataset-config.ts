import { z } from 'zod';
import { ade20kConfig } from './layouts/ade20k.js';
import { cocoStuffConfig } from './layouts/coco-stuff.js';
import { folderConfig } from './layouts/folder.js';
import { vocConfig } from './layouts/voc.js';

/** Schema of {@link DatasetConfig}. */
export const datasetConfig = z.discriminatedUnion('type', [
  folderConfig,
  ade20kConfig,
  vocConfig,
  cocoStuffConfig,
]);

/** Where a data set is and how its files are laid out. */
export type DatasetConfig = z.input<typeof datasetConfig>;
