import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { LangSegError, throwIfAborted, type RunOptions } from '@langseg/core';
import { withIoErrors } from '../files/io-error.js';
import { readStdin } from './read-stdin.js';

/** One image to work on. */
export interface ImageInput {
  /** Path or address as given, `dir/file` for the files of a folder, `stdin` for a pipe. */
  readonly name: string;
  /** What an `ImageReader` reads. */
  readonly source: string | Uint8Array;
}

/** File name endings that make a file of a folder an image. */
export const imageExtensions: readonly string[] = [
  '.jpg',
  '.jpeg',
  '.png',
  '.webp',
  '.gif',
  '.tif',
  '.tiff',
  '.avif',
];

const naturalOrder = new Intl.Collator('en', { numeric: true });

/**
 * Expands what a person typed into images, one at a time: folders become their image files (known endings, not
 * hidden, natural order: `2.jpg` before `10.jpg`; folders inside are skipped), `-` becomes the bytes of standard input,
 * anything else is passed on as it is, whatever its ending, for the reader to judge.
 *
 * @throws LangSegError `NOT_FOUND` for a folder without images, `IO_FAILED`, `ABORTED`; for `-` as `readStdin`.
 */
export async function* listImages(
  inputs: string | readonly string[],
  { signal }: RunOptions = {},
): AsyncGenerator<ImageInput, void, undefined> {
  for (const input of typeof inputs === 'string' ? [inputs] : inputs) {
    throwIfAborted(signal);
    if (input === '-') yield { name: 'stdin', source: await readStdin({ signal }) };
    else if (await isDirectory(input)) {
      for (const path of await imagesOf(input)) {
        throwIfAborted(signal);
        yield { name: path, source: path };
      }
    } else yield { name: input, source: input };
  }
}

/** False as well for what is not there: the reader says so, image by image. */
async function isDirectory(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isDirectory() ?? false;
}

async function imagesOf(directory: string): Promise<string[]> {
  const entries = await withIoErrors('list the folder', directory, () =>
    readdir(directory, { withFileTypes: true }),
  );
  const candidates = entries.filter(
    (entry) =>
      !entry.isDirectory() &&
      !entry.name.startsWith('.') &&
      imageExtensions.includes(extname(entry.name).toLowerCase()),
  );
  const paths: string[] = [];
  for (const entry of candidates) {
    const path = join(directory, entry.name);
    if (!entry.isSymbolicLink() || !(await isDirectory(path))) paths.push(path);
  }
  if (paths.length === 0)
    throw new LangSegError(
      'NOT_FOUND',
      `${directory} holds no images (${imageExtensions.join(' ')}); folders inside it are not searched.`,
      { path: directory },
    );
  return paths.sort((a, b) => naturalOrder.compare(basename(a), basename(b)));
}
