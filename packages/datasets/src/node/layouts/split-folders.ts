import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { LangSegError } from '@langseg/core';
import * as z from 'zod';
import { defineLayout } from '../../layout/layout-component.js';
import { readClassFile } from './read-class-file.js';

/** Folders of photos and masks that MMSegmentation and detectron2 use, in the order in which they are looked for. */
const pairs = [
  ['img_dir', 'ann_dir'],
  ['images', 'annotations_detectron2'],
  ['images_detectron2', 'annotations_detectron2'],
  ['images', 'annotations'],
] as const;

const names = z.array(z.string().min(1).nullable()).min(1).max(65_535);

/**
 * A folder of photos and one of masks with a folder for each split: `img_dir/val` and `ann_dir/val` of MMSegmentation,
 * `images/training` and `annotations/training` of detectron2.
 */
export const splitFolders = defineLayout({
  type: 'split-folders',
  configSchema: z.strictObject({
    /** The folder inside of both. */
    split: z.string().min(1),
    /** Names by mask value, or the file that has them, relative to `path`. Default `classes.json`. */
    classes: z.union([names, z.string().min(1)]).default('classes.json'),
    /** Mask value of ignored pixels. Default that of the file, or 255. */
    ignore: z.int().min(0).max(65_535).optional(),
    /** 0 means no class and is ignored, the classes start at 1. Default false. */
    reduceZeroLabel: z.boolean().default(false),
    /** What follows the id in the name of a mask. Default `.png`; TIFF masks end in `.tif`. */
    maskEnding: z.string().min(1).default('.png'),
  }),
  async open({ path, split, classes, ignore, reduceZeroLabel, maskEnding }) {
    const found = pairs.find((pair) => pair.every((folder) => existsSync(join(path, folder, split))));
    if (!found)
      throw new LangSegError(
        'NOT_FOUND',
        `${path} has no split "${split}"; looked for ${pairs.map(([a, b]) => `${a}/${split} with ${b}/${split}`).join(', ')}.`,
        { path, split },
      );
    const list =
      typeof classes === 'string' ? await readClassFile(join(path, classes)) : { classes, ignoreValue: 255 };
    return {
      name: basename(resolve(path)),
      classes: reduceZeroLabel ? [null, ...list.classes] : list.classes,
      ignoreValue: ignore ?? list.ignoreValue,
      imageFolder: join(path, found[0], split),
      maskFolder: join(path, found[1], split),
      maskEnding,
      ...(/\.tiff?$/i.test(maskEnding) && { maskFormat: { pixels: 'tiff' as const } }),
    };
  },
});
