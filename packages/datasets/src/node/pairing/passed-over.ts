import { extname, join, posix } from 'node:path';
import { counted } from '@langseg/core';
import type { FilesById } from './files-by-id.js';

/** Files that systems leave in every folder. */
const litter = new Set(['thumbs.db', 'desktop.ini']);

/** A folder inside of that of the photos or the masks which the other one lacks. */
export interface LoneFolder {
  readonly path: string;
  readonly files: number;
}

/** The folders inside of one side that the other side doesn't have, with the number of their files. */
export function loneFolders(side: FilesById, other: FilesById): LoneFolder[] {
  const known = new Set([...other.keys()].map((id) => posix.dirname(id)));
  const counts = new Map<string, number>();
  for (const id of side.keys()) {
    const folder = posix.dirname(id);
    if (folder !== '.' && !known.has(folder)) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].map(([path, files]) => ({ path, files }));
}

/** Says which folders were passed over because the other side lacks them. */
export function describeLone(folder: string, other: string, lone: readonly LoneFolder[]): string[] {
  return lone.map(
    ({ path, files }) =>
      `${counted(files, 'file')} in ${join(folder, path)} skipped: there is no matching folder ${join(other, path)}.`,
  );
}

/** Says which files of a folder are of no use. */
export function describeOthers(folder: string, others: readonly string[], expected: string): string[] {
  const files = others.filter((file) => !litter.has(posix.basename(file).toLowerCase()));
  if (files.length === 0) return [];
  const endings = [...new Set(files.map((file) => extname(file).toLowerCase() || posix.basename(file)))];
  const shown = `${endings.slice(0, 5).join(', ')}${endings.length > 5 ? ' …' : ''}`;
  return [`${counted(files.length, 'file')} in ${folder} (${shown}) skipped: expected ${expected}.`];
}
