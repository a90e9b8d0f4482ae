import { basename, join, resolve } from 'node:path';
import { readTextFile } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import { z } from 'zod';
import type { ClassList } from '../../dataset.js';
import { defineLayout } from '../../layout/layout-component.js';
import { readLines } from './read-lines.js';

const configSchema = z.strictObject({
  /** Reads the ids of `<split>.txt`, one a line. Without it, every photo is used. */
  split: z
    .string()
    .regex(/^[^/\\]+$/, 'The name of a list beside "images", without folder and ending.')
    .optional(),
});

const names = z.array(z.string().min(1).nullable()).min(1).max(65_535);

/** The list of classes alone, or with the mask value of ignored pixels. */
const classFile = z.union([
  names,
  z.strictObject({ classes: names, ignore: z.int().min(0).max(65_535).default(255) }),
]);

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
    const { classes, ignoreValue } = await readClasses(join(path, 'classes.json'));
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

async function readClasses(path: string): Promise<ClassList> {
  const text = await readTextFile('read the classes', path);
  const { data, error } = classFile.safeParse(parseJson(text));
  if (!data)
    throw new LangSegError(
      'CONFIG_INVALID',
      `${path} must be a JSON list of class names in the order of mask values, such as ["background", "cat"]:\n` +
        z.prettifyError(error),
      { path, issues: error.issues },
    );
  return 'classes' in data
    ? { classes: data.classes, ignoreValue: data.ignore }
    : { classes: data, ignoreValue: 255 };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
