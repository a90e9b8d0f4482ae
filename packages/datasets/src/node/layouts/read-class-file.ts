import { readTextFile } from '@langseg/adapter-node';
import { LangSegError, listProblems, parseJson, safeParse } from '@langseg/core';
import * as z from 'zod';
import type { ClassList } from '../../dataset.js';

const names = z.array(z.string().min(1).nullable()).min(1).max(65_535);

/** The list of classes alone, or with the mask value of ignored pixels. */
const classFile = z.union([
  names,
  z.strictObject({ classes: names, ignore: z.int().min(0).max(65_535).default(255) }),
]);

/**
 * Names of classes by mask value, from a JSON file.
 *
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`; `CONFIG_INVALID` for anything else than such a list.
 */
export async function readClassFile(path: string): Promise<ClassList> {
  const text = await readTextFile('read the classes', path);
  const { data, error } = safeParse(classFile, parseJson(text));
  if (!data)
    throw new LangSegError(
      'CONFIG_INVALID',
      `${path} must be a JSON list of class names in the order of mask values, such as ["background", "cat"]:\n` +
        listProblems(error),
      { path, issues: error.issues },
    );
  return 'classes' in data
    ? { classes: data.classes, ignoreValue: data.ignore }
    : { classes: data, ignoreValue: 255 };
}
