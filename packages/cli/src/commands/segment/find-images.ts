import { lstat } from 'node:fs/promises';
import { basename } from 'node:path';
import { isDirectory, noImages, scanFolder } from '@langseg/adapter-node';
import { LangSegError, throwIfAborted } from '@langseg/core';
import type { CommandContext } from '../command-context.js';
import { expandPattern } from './expand-pattern.js';
import { ImageFailure, ofOneImage } from './image-failure.js';
import { findLossyName } from './lossy-name.js';
import type { SegmentOptions } from './segment-options.js';

/** An image to segment, not yet read. */
export interface FoundImage {
  /** What was typed, `folder/file` for the images of a folder, `stdin` for `-`. */
  readonly name: string;
  /** Path or address, bytes where a name is no UTF-8; none for standard input. */
  readonly path?: string | Buffer;
  /** Folder of its results inside the output folder. Default: that folder itself. */
  readonly folder?: string;
  /** Set when there is nothing to read: why. */
  readonly failure?: ImageFailure;
}

/** Whether an image is what comes on standard input. */
export function isStdin({ path, failure }: FoundImage): boolean {
  return path === undefined && !failure;
}

/** What was typed, expanded. */
export interface FoundImages {
  readonly images: readonly FoundImage[];
  /** For each folder that has some: pictures of formats that are not read. */
  readonly passedOver: ReadonlyMap<string, readonly string[]>;
  /** Pictures that an earlier run has left in the folders. */
  readonly results: number;
}

/** Options of {@link findImages}. */
export interface FindImagesOptions extends Pick<SegmentOptions, 'recursive'> {
  /** Whether a file's name is that of a picture which an earlier run has left. */
  readonly isResult: (name: string) => boolean;
}

/**
 * Expands what was typed into images without reading any. Of folders and patterns, pictures that an earlier run has left
 * there are passed over; images that were typed by name are taken whatever they are called.
 *
 * @throws LangSegError `USAGE` when standard input is named twice, `ABORTED`.
 */
export async function findImages(
  inputs: readonly string[],
  { recursive, isResult }: FindImagesOptions,
  { io: { signal } }: CommandContext,
): Promise<FoundImages> {
  if (inputs.filter((input) => input === '-').length > 1)
    throw new LangSegError('USAGE', 'Standard input (-) can be read only once.');
  const images: FoundImage[] = [];
  const passedOver = new Map<string, readonly string[]>();
  const lossy = new Set<string>();
  let results = 0;
  const addAll = (found: readonly FoundImage[]): void => {
    const photos = found.filter(({ name }) => !isResult(basename(name)));
    results += found.length - photos.length;
    for (const photo of photos) images.push(photo);
  };
  for (const input of inputs) {
    throwIfAborted(signal);
    if (input === '-') images.push({ name: 'stdin' });
    else
      try {
        await ofOneImage(async () => {
          const matches = await expandPattern(input, signal);
          if (matches) return addAll(matches.map((name) => ({ name, path: name })));
          if (!(await isDirectory(input))) return void images.push(await byName(input, lossy));
          const content = await scanFolder(input, { recursive, signal });
          addAll(content.images);
          if (content.unreadable.length > 0) passedOver.set(input, content.unreadable);
          if (content.images.length === 0) throw noImages(input, content.unreadable, recursive);
        });
      } catch (error) {
        if (!(error instanceof ImageFailure)) throw error;
        images.push({ name: input, path: input, failure: error });
      }
  }
  return { images, passedOver, results };
}

/** An image that was typed by name. @param lossy paths that were found for such names before. */
async function byName(input: string, lossy: Set<string>): Promise<FoundImage> {
  const exists = await lstat(input).then(
    () => true,
    () => false,
  );
  const candidates = exists ? [] : await findLossyName(input);
  const found = candidates.find(({ name }) => !lossy.has(name));
  if (!found) return { name: input, path: input };
  lossy.add(found.name);
  return found;
}
