import { createHash } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Bytes of a socket's path that every system takes. */
const longestPath = 100;

/** Where the process that uses a folder listens: in it or, where its path is too long, among temporary files. */
export async function socketOf(folder: string): Promise<string> {
  const real = await realpath(folder);
  const hash = createHash('sha256').update(real).digest('hex').slice(0, 32);
  if (process.platform === 'win32') return `\\\\?\\pipe\\langseg-${hash}`;
  const path = join(real, 'in-use');
  if (Buffer.byteLength(path) <= longestPath) return path;
  const ours = join(tmpdir(), `langseg-${userInfo().uid}`);
  await mkdir(ours, { recursive: true, mode: 0o700 });
  return join(ours, hash);
}
