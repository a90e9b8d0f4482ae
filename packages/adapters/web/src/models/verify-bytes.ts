import { type FileDigest, mismatch } from '@langseg/adapter-common';

/**
 * Compares size and SHA-256 of a file with what is expected. Browsers hash on https and localhost only; elsewhere the size
 * has to do.
 *
 * @throws LangSegError `HASH_MISMATCH`.
 */
export async function verifyBytes(
  file: string,
  bytes: Uint8Array<ArrayBuffer>,
  expected: FileDigest,
): Promise<void> {
  if (bytes.length !== expected.bytes)
    throw mismatch(file, `${expected.bytes} bytes`, `${bytes.length} bytes`);
  const { subtle } = globalThis.crypto as { readonly subtle?: SubtleCrypto };
  if (!subtle) return;
  const digest = Array.from(new Uint8Array(await subtle.digest('SHA-256', bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
  if (digest !== expected.sha256) throw mismatch(file, expected.sha256, digest);
}
