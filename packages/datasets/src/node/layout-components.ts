import { ade20k } from './layouts/ade20k.js';
import { ade20kFull } from './layouts/ade20k-full.js';
import { camvid } from './layouts/camvid.js';
import { cityscapes } from './layouts/cityscapes.js';
import { coco } from './layouts/coco.js';
import { cocoPanoptic } from './layouts/coco-panoptic.js';
import { cocoStuff } from './layouts/coco-stuff.js';
import { coco20i, fss1000, pascal5i } from './layouts/few-shot.js';
import { cvat } from './layouts/cvat.js';
import { geojson } from './layouts/geojson.js';
import { labelStudio } from './layouts/label-studio.js';
import { yoloSeg } from './layouts/yolo-seg.js';
import { folder } from './layouts/folder.js';
import { pascalContext } from './layouts/pascal-context.js';
import { photos } from './layouts/photos.js';
import { splitFolders } from './layouts/split-folders.js';
import { voc } from './layouts/voc.js';

/** Data sets that can be opened where there are files. */
export const layoutComponents = [
  folder,
  coco,
  cocoPanoptic,
  yoloSeg,
  cvat,
  labelStudio,
  geojson,
  ade20k,
  voc,
  cocoStuff,
  splitFolders,
  ade20kFull,
  pascalContext,
  cityscapes,
  camvid,
  pascal5i,
  coco20i,
  fss1000,
  photos,
] as const;

/** Components of {@link layoutComponents}. */
export type LayoutComponents = (typeof layoutComponents)[number];
