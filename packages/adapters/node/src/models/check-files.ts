import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileTable, mismatch } from '@langseg/adapter-common';
import type { RunOptions } from '@langseg/core';
import { withIoErrors } from '../files/io-error.js';
import { sha256File } from '../files/sha256-file.js';

/**
 * Compares the sizes of the files in `dir` with what the table says: finds truncated and missing files at once.
 *
 * @throws LangSegError `NOT_FOUND`, `HASH_MISMATCH`, `IO_FAILED`.
 */
export async function checkSizes(dir: string, table: FileTable): Promise<void> {
  for (const [file, { bytes }] of Object.entries(table)) {
    const path = join(dir, file);
    const { size } = await withIoErrors('open', path, () => stat(path));
    if (size !== bytes) throw mismatch(file, `${bytes} bytes`, `${size} bytes`);
  }
}

/**
 * Compares the SHA-256 of the files in `dir` with what the table says.
 *
 * @throws LangSegError `NOT_FOUND`, `HASH_MISMATCH`, `IO_FAILED`, `ABORTED`.
 */
export async function checkHashes(dir: string, table: FileTable, options: RunOptions): Promise<void> {
  await checkSizes(dir, table);
  for (const [file, { sha256 }] of Object.entries(table)) {
    const found = await sha256File(join(dir, file), options);
    if (found !== sha256) throw mismatch(file, sha256, found);
  }
}
