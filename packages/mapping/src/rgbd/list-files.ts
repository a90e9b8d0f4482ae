import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { withIoErrors } from '@langseg/adapter-node';

const naturalOrder = new Intl.Collator('en', { numeric: true });

/** Endings of photos in RGB-D folders. */
export const photoEndings: readonly string[] = ['.jpg', '.jpeg', '.png', '.webp'];

/** Endings of depth images. */
export const depthEndings: readonly string[] = ['.png', '.npy'];

/** The files of a folder with these endings by name without ending, in natural order. Errors: `NOT_FOUND`, `IO_FAILED`. */
export async function listFiles(folder: string, endings: readonly string[]): Promise<Map<string, string>> {
  const names = await withIoErrors('read the folder', folder, () => readdir(folder));
  const fitting = names.filter(
    (name) => endings.includes(extname(name).toLowerCase()) && !name.startsWith('.'),
  );
  const sorted = fitting.sort((a, b) => naturalOrder.compare(a, b));
  return new Map(sorted.map((name) => [name.slice(0, -extname(name).length), join(folder, name)]));
}

/** The entries of a folder; folders end in `/`. Errors: `NOT_FOUND`, `IO_FAILED`. */
export async function listEntries(folder: string): Promise<Set<string>> {
  const entries = await withIoErrors('read the folder', folder, () =>
    readdir(folder, { withFileTypes: true }),
  );
  return new Set(entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)));
}
