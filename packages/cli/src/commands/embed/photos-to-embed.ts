import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { withIoErrors } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import type { PhotoSource } from '@langseg/embeddings';
import { parseShard, placesOf } from '@langseg/evaluation';
import type { FoundImage } from '../segment/find-images.js';
import { createResultNames } from '../segment/name-results.js';

/** A photo that is to be embedded. */
export interface PhotoToEmbed {
  readonly image: FoundImage;
  /** Path of its vectors, without an ending; the same in every shard. */
  readonly file: string;
}

/** @throws LangSegError `USAGE` for standard input and addresses, which have no file to come back to. */
export function assertFiles(inputs: readonly string[]): void {
  const remote = inputs.find((input) => input === '-' || /^[a-z]{2,}:\/\//i.test(input));
  if (remote === undefined) return;
  throw new LangSegError(
    'USAGE',
    `Vectors belong to files, so ${remote === '-' ? 'standard input' : remote} can't be embedded. Save the photo first.`,
    { input: remote },
  );
}

/**
 * The photos of the shard.
 *
 * @throws LangSegError `USAGE` for what is no shard, and one without photos.
 */
export function photosToEmbed(
  images: readonly FoundImage[],
  shard: string | undefined,
): readonly PhotoToEmbed[] {
  const nameOf = createResultNames();
  const all = images.map((image): PhotoToEmbed => {
    const name = nameOf(image.name, image.folder).name.replaceAll('\\', '_');
    return { image, file: image.folder ? `${image.folder}/${name}` : name };
  });
  if (shard === undefined) return all;
  const mine = placesOf(all.length, parseShard(shard)).map((place) => all[place]);
  if (mine.length > 0 || all.length === 0) return mine;
  throw new LangSegError('USAGE', `Of ${all.length} photos, shard ${shard} has none. Use fewer shards.`);
}

/**
 * What a set of embeddings knows a photo by.
 *
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`.
 */
export async function sourceOfPhoto({ image, file }: PhotoToEmbed): Promise<PhotoSource> {
  const { name, path = name } = image;
  const { size, mtimeMs } = await withIoErrors('read the image', name, () => stat(path));
  return {
    name,
    source: resolve(typeof path === 'string' ? path : name),
    bytes: size,
    changed: mtimeMs,
    file,
  };
}
