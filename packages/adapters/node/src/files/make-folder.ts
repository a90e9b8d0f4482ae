import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it that are missing; one that exists is fine. Node's own recursive `mkdir` never
 * returns where a system refuses new folders with ENOENT, as `/proc` does.
 *
 * @throws the operating system's error.
 */
export async function makeFolder(path: string): Promise<void> {
  const failure = await tryFolder(path);
  if (!failure) return;
  if (failure.code !== 'ENOENT') throw failure;
  const parent = dirname(resolve(path));
  if (!(await isFolder(parent))) await makeFolder(parent);
  const refusal = await tryFolder(path);
  if (refusal) throw refusal;
}

/** @returns why the folder could not be made; undefined if it exists now. */
async function tryFolder(path: string): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await mkdir(path);
    return undefined;
  } catch (error) {
    const failure = error as NodeJS.ErrnoException;
    return failure.code === 'EEXIST' && (await isFolder(path)) ? undefined : failure;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
