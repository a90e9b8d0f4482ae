import { join } from 'node:path';
import { pascalVocLabels } from '@langseg/core';
import * as z from 'zod';
import { defineLayout } from '../../layout/layout-component.js';
import { readLines } from './read-lines.js';

const plainName = z.string().regex(/^[^/\\]+$/, 'A name without folders.');

/**
 * PASCAL VOC, the folder `VOCdevkit/VOC2012`: photos in `JPEGImages`, masks with a palette in `SegmentationClass`, whose
 * outlines are 255 and ignored, lists in `ImageSets/Segmentation`.
 */
export const voc = defineLayout({
  type: 'voc',
  configSchema: z.strictObject({
    /** A list of `ImageSets/Segmentation`: `train`, `val`, `trainval` … */
    split: plainName,
    /** Folder of the masks; `SegmentationClassAug` is usual for those of SBD. Default `SegmentationClass`. */
    masks: plainName.default('SegmentationClass'),
  }),
  async open({ path, split, masks }) {
    const lines = await readLines('read the list', join(path, 'ImageSets', 'Segmentation', `${split}.txt`));
    return {
      name: 'voc',
      classes: pascalVocLabels,
      ignoreValue: 255,
      imageFolder: join(path, 'JPEGImages'),
      maskFolder: join(path, masks),
      maskEnding: '.png',
      // Some lists have more columns, paths for example.
      ids: lines.map((line) => line.split(/\s/, 1)[0]),
    };
  },
});
