import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LangSegError, parseBundleConfig, type RunOptions } from '@langseg/core';
import { withIoErrors } from '../files/io-error.js';
import { sha256File } from '../files/sha256-file.js';
import { checkBundlePath } from './bundle-path.js';

/** What is known of a file's content beforehand. */
export interface FileDigest {
  readonly sha256: string;
  readonly bytes: number;
}

/** Contents by path, paths with forward slashes. */
export type FileTable = Readonly<Record<string, FileDigest>>;

/**
 * The files that a `config.json` names, or `undefined` when it is not that of a LangSeg bundle.
 *
 * @throws LangSegError `CONFIG_INVALID`, `VERSION_UNSUPPORTED`, `FILE_UNSAFE` for paths that lead out of the bundle.
 */
export function bundleFileTable(configJson: Uint8Array): FileTable | undefined {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(configJson));
  } catch (cause) {
    throw new LangSegError('CONFIG_INVALID', 'config.json is not JSON.', {}, { cause });
  }
  if (typeof json !== 'object' || json === null || !('formatVersion' in json)) return undefined;
  const { files } = parseBundleConfig(json);
  Object.keys(files).forEach(checkBundlePath);
  return files;
}

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

/** The error for a file whose content is not the expected one. */
export function mismatch(file: string, expected: string, found: string): LangSegError {
  return new LangSegError(
    'HASH_MISMATCH',
    `${file} is not what the model's config.json describes: expected ${expected}, found ${found}. ` +
      'Download or convert the model again.',
    { file, expected, found },
  );
}
