import { coco } from './coco.js';
import { cocoPanoptic } from './coco-panoptic.js';
import { cvat } from './cvat.js';
import { geojson } from './geojson.js';
import { labelStudio } from './label-studio.js';
import { voc } from './voc.js';
import { yoloSeg } from './yolo-seg.js';

/** Every data set format that ships with LangSeg. */
export const datasetFormats = [coco, cocoPanoptic, voc, yoloSeg, cvat, labelStudio, geojson] as const;
