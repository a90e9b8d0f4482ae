import { ade20k } from './layouts/ade20k.js';
import { cocoStuff } from './layouts/coco-stuff.js';
import { folder } from './layouts/folder.js';
import { voc } from './layouts/voc.js';

/** Data sets that can be opened where there are files. */
export const layoutComponents = [folder, ade20k, voc, cocoStuff] as const;

/** Components of {@link layoutComponents}. */
export type LayoutComponents = typeof folder | typeof ade20k | typeof voc | typeof cocoStuff;
