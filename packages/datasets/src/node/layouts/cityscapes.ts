import { join } from 'node:path';
import * as z from 'zod';
import { defineLayout } from '../../layout/layout-component.js';

/** The 19 classes that are evaluated, by the number that they are trained with. */
const names = [
  'road',
  'sidewalk',
  'building',
  'wall',
  'fence',
  'pole',
  'traffic light',
  'traffic sign',
  'vegetation',
  'terrain',
  'sky',
  'person',
  'rider',
  'car',
  'truck',
  'bus',
  'train',
  'motorcycle',
  'bicycle',
];

/** Their ids in `labelIds.png` (`cityscapesscripts/helpers/labels.py` of mcordts/cityscapesScripts). */
const labelIds = [7, 8, 11, 12, 13, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 31, 32, 33];

/**
 * Cityscapes as its packages unpack: photos in `leftImg8bit/<split>/<city>`, masks in `gtFine/<split>/<city>`. Other ids
 * than those that are evaluated are ignored.
 */
export const cityscapes = defineLayout({
  type: 'cityscapes',
  configSchema: z.strictObject({
    split: z.enum(['train', 'val', 'test']),
    /** `labelIds` as published, or `trainIds` as its scripts make them. Default `labelIds`. */
    masks: z.enum(['labelIds', 'trainIds']).default('labelIds'),
  }),
  open: async ({ path, split, masks }) => ({
    name: 'cityscapes',
    classes: names,
    ignoreValue: 255,
    imageFolder: join(path, 'leftImg8bit', split),
    imageEnding: '_leftImg8bit.png',
    maskFolder: join(path, 'gtFine', split),
    maskEnding: masks === 'labelIds' ? '_gtFine_labelIds.png' : '_gtFine_labelTrainIds.png',
    ...(masks === 'labelIds' && {
      maskFormat: { values: Object.fromEntries(labelIds.map((id, index) => [id, index])) },
    }),
  }),
});
