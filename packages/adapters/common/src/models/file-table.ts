import { LangSegError, parseBundleConfig } from '@langseg/core';
import { checkBundlePath } from './bundle-path.js';

/** What is known of a file's content beforehand. */
export interface FileDigest {
  readonly sha256: string;
  readonly bytes: number;
}

/** Contents by path, paths with forward slashes. */
export type FileTable = Readonly<Record<string, FileDigest>>;

/** A `config.json` is small, in bytes; a server that sends more sends something else. */
export const configLimit = 16 * 2 ** 20;

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

/** The error for a file whose content is not the expected one. */
export function mismatch(file: string, expected: string, found: string): LangSegError {
  return new LangSegError(
    'HASH_MISMATCH',
    `${file} is not what the model says of its files: expected ${expected}, found ${found}. ` +
      'Download or convert the model again.',
    { file, expected, found },
  );
}
