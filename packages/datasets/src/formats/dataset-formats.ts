import { coco } from './coco.js';

/** Every data set format that ships with LangSeg. */
export const datasetFormats = [coco] as const;
