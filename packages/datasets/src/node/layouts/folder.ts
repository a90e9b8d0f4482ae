import { basename, join, resolve } from 'node:path';
import * as z from 'zod';
import { defineLayout } from '../../layout/layout-component.js';
import { readClassFile } from './read-class-file.js';
import { readLines } from './read-lines.js';

const configSchema = z.strictObject({
  /** Reads the ids of `<split>.txt`, one a line. Without it, every photo is used. */
  split: z
    .string()
    .regex(/^[^/\\]+$/, 'The name of a list beside "images", without folder and ending.')
    .optional(),
});

/**
 * Plain folders: photos in `images/`, masks of the same name in `masks/` (PNG; the pixel value is the class),
 * `classes.json` with the classes in the order of mask values, and lists such as `train.txt` and `val.txt`.
 *
 * `classes.json` is `["background", "cat"]` or `{ "classes": [...], "ignore": 255 }`; a class may be `null` for values
 * whose pixels are ignored.
 */
export const folder = defineLayout({
  type: 'folder',
  configSchema,
  async open({ path, split }) {
    const { classes, ignoreValue } = await readClassFile(join(path, 'classes.json'));
    return {
      name: basename(resolve(path)),
      classes,
      ignoreValue,
      imageFolder: join(path, 'images'),
      maskFolder: join(path, 'masks'),
      maskEnding: '.png',
      ...(split !== undefined && { ids: await readLines('read the list', join(path, `${split}.txt`)) }),
    };
  },
});
