import { join } from 'node:path';
import { pascalVocLabels } from '@langseg/core';
import { z } from 'zod';
import { commonOptions, type Layout } from './layout.js';
import { readLines } from './read-lines.js';

const plainName = z.string().regex(/^[^/\\]+$/, 'A name without folders.');

/** Schema of a PASCAL VOC data set. */
export const vocConfig = z.strictObject({
  type: z.literal('voc'),
  ...commonOptions,
  /** A list of `ImageSets/Segmentation`: `train`, `val`, `trainval` … */
  split: plainName,
  /** Folder of the masks; `SegmentationClassAug` is usual for those of SBD. Default `SegmentationClass`. */
  masks: plainName.default('SegmentationClass'),
});

/**
 * PASCAL VOC, the folder `VOCdevkit/VOC2012`: photos in `JPEGImages`, masks with a palette in `SegmentationClass`, whose
 * outlines are 255 and ignored, lists in `ImageSets/Segmentation`.
 */
export async function vocLayout(config: z.output<typeof vocConfig>): Promise<Layout> {
  const { path, split, masks, name = 'voc' } = config;
  const lines = await readLines('read the list', join(path, 'ImageSets', 'Segmentation', `${split}.txt`));
  return {
    name,
    classes: pascalVocLabels,
    ignoreValue: 255,
    imageFolder: join(path, 'JPEGImages'),
    maskFolder: join(path, masks),
    maskEnding: '.png',
    // Some lists have more columns, paths for example.
    ids: lines.map((line) => line.split(/\s/, 1)[0]),
  };
}
