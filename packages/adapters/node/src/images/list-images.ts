import { readFile } from 'node:fs/promises';
import { counted, LangSegError, throwIfAborted } from '@langseg/core';
import { imageExtensions } from './image-formats.js';
import { readStdin } from './read-stdin.js';
import { isDirectory, scanFolder, type FolderImage, type ScanFolderOptions } from './scan-folder.js';

/** One image to work on. */
export interface ImageInput {
  /** Path or address as given, `dir/file` for the files of a folder, `stdin` for a pipe. */
  readonly name: string;
  /** What an `ImageReader` reads. */
  readonly source: string | Uint8Array;
}

/** Options of {@link listImages}. */
export interface ListImagesOptions extends ScanFolderOptions {
  /** Called for each picture of a folder whose format is not read. */
  readonly onPassedOver?: (name: string) => void;
}

/**
 * Expands what a person typed into images, one at a time: folders become their image files (see {@link scanFolder}), `-`
 * becomes the bytes of standard input, anything else is passed on as it is, whatever its ending, for the reader to judge.
 *
 * @throws LangSegError `NOT_FOUND` for a folder without images, `IO_FAILED`, `ABORTED`; for `-` as `readStdin`.
 */
export async function* listImages(
  inputs: string | readonly string[],
  options: ListImagesOptions = {},
): AsyncGenerator<ImageInput, void, undefined> {
  const { signal } = options;
  for (const input of typeof inputs === 'string' ? [inputs] : inputs) {
    throwIfAborted(signal);
    if (input === '-') yield { name: 'stdin', source: await readStdin({ signal }) };
    else if (await isDirectory(input)) {
      for (const { name, path } of await imagesOf(input, options)) {
        throwIfAborted(signal);
        yield { name, source: typeof path === 'string' ? path : await readFile(path) };
      }
    } else yield { name: input, source: input };
  }
}

async function imagesOf(directory: string, options: ListImagesOptions): Promise<readonly FolderImage[]> {
  const { images, unreadable } = await scanFolder(directory, options);
  for (const name of unreadable) options.onPassedOver?.(name);
  if (images.length === 0) throw noImages(directory, unreadable, options.recursive);
  return images;
}

/** The error of a folder without images. @param unreadable pictures in it of formats that are not read. */
export function noImages(directory: string, unreadable: readonly string[], recursive = false): LangSegError {
  const others =
    unreadable.length > 0 ? `; ${counted(unreadable.length, 'picture')} in formats that can't be read` : '';
  const inside = recursive ? '' : '; subfolders are not searched';
  return new LangSegError(
    'NOT_FOUND',
    `${directory} contains no images (${imageExtensions.join(' ')})${others}${inside}.`,
    { path: directory, unreadable },
  );
}
