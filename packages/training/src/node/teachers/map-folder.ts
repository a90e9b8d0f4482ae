import { createHash } from 'node:crypto';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withIoErrors, writeAtomically } from '@langseg/adapter-node';
import type { TeacherMap } from '../../data/teaching/teacher-map.js';
import { decodeTeacherMap, encodeTeacherMap } from './map-file.js';

/** What a photo's maps are found by: its bytes, wherever it lies and whatever it is called. */
export async function photoKey(path: string): Promise<string> {
  const bytes = await withIoErrors('read the photo', path, () => readFile(path));
  return createHash('sha256').update(bytes).digest('hex').slice(0, 32);
}

/** Whether a folder has the map of a photo. */
export async function hasTeacherMap(folder: string, key: string): Promise<boolean> {
  return (await stat(pathOf(folder, key)).catch(() => undefined)) !== undefined;
}

/** The map of a photo, or nothing where the folder has none or a damaged one. */
export async function readTeacherMap(folder: string, key: string): Promise<TeacherMap | undefined> {
  const bytes = await readFile(pathOf(folder, key)).catch(() => undefined);
  return bytes && decodeTeacherMap(bytes);
}

/**
 * Writes the map of a photo, atomically.
 *
 * @throws LangSegError `IO_FAILED`.
 */
export async function writeTeacherMap(folder: string, key: string, map: TeacherMap): Promise<void> {
  const path = pathOf(folder, key);
  await withIoErrors('keep what a teacher sees', path, () => mkdir(dirname(path), { recursive: true }));
  await writeAtomically(path, (sink) => sink.write(encodeTeacherMap(map)));
}

function pathOf(folder: string, key: string): string {
  return join(folder, key.slice(0, 2), key);
}
