import { join } from 'node:path';
import { createImageReader } from '@langseg/adapter-node';
import { throwIfAborted, type RunOptions, type Runtime } from '@langseg/core';
import { teacherMap } from '../../data/teaching/teacher-map.js';
import { hasTeacherMap, photoKey, writeTeacherMap } from './map-folder.js';
import type { Teacher, TeacherFolder } from './teacher-folder.js';

/** Options of {@link teachPhotos}. */
export interface TeachPhotosOptions extends RunOptions {
  readonly runtime: Runtime;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Where a teacher's maps lie in a folder of several: the teacher's hash belongs to the name, so none is ever out of date. */
export function mapFolderOf(folder: string, { name, hash }: Pick<TeacherFolder, 'name' | 'hash'>): string {
  return join(folder, `${name}-${hash}`);
}

/**
 * Shows a teacher every photo that it has not seen yet and keeps what it sees. A run that is stopped here goes on where it was.
 *
 * @param folder that {@link mapFolderOf} names.
 * @param photos paths; the same photo may come several times.
 * @throws LangSegError `ABORTED`, `IO_FAILED`, and what reading a photo and running the teacher throw.
 */
export async function teachPhotos(
  teacher: TeacherFolder,
  folder: string,
  photos: readonly string[],
  { runtime, onProgress, signal }: TeachPhotosOptions,
): Promise<void> {
  const reader = createImageReader();
  const seen = new Set<string>();
  let opened: Teacher | undefined;
  try {
    for (const [index, path] of photos.entries()) {
      throwIfAborted(signal);
      const key = await photoKey(path);
      if (!seen.has(key) && !(await hasTeacherMap(folder, key))) {
        opened ??= await teacher.open(runtime);
        const probabilities = await opened.look(await reader.read(path, { signal }));
        await writeTeacherMap(folder, key, teacherMap(probabilities));
      }
      seen.add(key);
      onProgress?.(index + 1, photos.length);
    }
  } finally {
    await opened?.dispose();
  }
}
