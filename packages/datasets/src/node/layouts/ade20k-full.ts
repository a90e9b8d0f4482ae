import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { defineLayout } from '../../layout/layout-component.js';
import { ade20kFullClasses } from './ade20k-full-classes.js';

/**
 * The full ADE20K with 847 classes, the folder `ADE20K_2021_17_01`: as released, with coloured masks beside the photos, or
 * as detectron2's scripts convert it, with TIFF masks in `annotations_detectron2`, which are taken where they are there.
 * Other objects are ignored.
 */
export const ade20kFull = defineLayout({
  type: 'ade20k-full',
  configSchema: z.strictObject({ split: z.enum(['training', 'validation']) }),
  async open({ path, split }) {
    const shared = {
      name: 'ade20k-full',
      classes: ade20kFullClasses.map(({ name }) => name),
      ignoreValue: 65_535,
    };
    if (existsSync(join(path, 'annotations_detectron2', split)))
      return {
        ...shared,
        imageFolder: join(path, 'images_detectron2', split),
        maskFolder: join(path, 'annotations_detectron2', split),
        maskEnding: '.tif',
        maskFormat: { pixels: 'tiff' },
      };
    const folder = join(path, 'images', 'ADE', split);
    return {
      ...shared,
      imageFolder: folder,
      // Folders of parts and instances, and the masks, are PNGs beside the photos.
      imageEnding: '.jpg',
      maskFolder: folder,
      maskEnding: '_seg.png',
      maskFormat: {
        pixels: 'ade20k',
        values: Object.fromEntries(ade20kFullClasses.map(({ id }, index) => [id, index])),
      },
    };
  },
});
