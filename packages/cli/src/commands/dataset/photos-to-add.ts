import { extname } from 'node:path';
import { readTextFile } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import { parseShard, placesOf } from '@langseg/evaluation';
import type { FoundImage } from '../segment/find-images.js';
import { createResultNames } from '../segment/name-results.js';
import type { DatasetOptions } from './dataset-options.js';

/** A photo that is to be added to a data set. */
export interface PhotoToAdd {
  readonly image: FoundImage;
  /** Path inside the data set. */
  readonly file: string;
  /** Place among all photos. */
  readonly order: number;
}

/**
 * What was typed, and what the file lists.
 *
 * @throws LangSegError `USAGE` for nothing, standard input and addresses; `NOT_FOUND`, `IO_FAILED`, `FILE_CORRUPT`.
 */
export async function allInputs(
  inputs: readonly string[],
  photosFile: string | undefined,
): Promise<string[]> {
  const lines = photosFile === undefined ? '' : await readTextFile('read the list of photos', photosFile);
  const all = [...inputs, ...lines.split(/\r?\n/).filter((line) => line.trim() !== '')];
  if (all.length === 0)
    throw new LangSegError('USAGE', 'Name photos or folders, or a list of them with --photos-file.');
  const remote = all.find((input) => input === '-' || /^[a-z]{2,}:\/\//i.test(input));
  if (remote === undefined) return all;
  throw new LangSegError(
    'USAGE',
    `A data set is made of files, so ${remote === '-' ? 'standard input' : remote} can't be in it. Save the photo first.`,
    { input: remote },
  );
}

/**
 * The photos of the shard with their names in the data set: those of their files, in the folders in which a search found them; the same in
 * every shard.
 *
 * @throws LangSegError `USAGE` for what is no shard, and one without photos.
 */
export function photosToAdd(
  images: readonly FoundImage[],
  { shard }: Pick<DatasetOptions, 'shard'>,
): PhotoToAdd[] {
  const nameOf = createResultNames();
  const all = images.map((image, order): PhotoToAdd => {
    const { name } = nameOf(image.name, image.folder);
    const file = `${name.replaceAll('\\', '_')}${extname(image.name)}`;
    return { image, order, file: image.folder ? `${image.folder}/${file}` : file };
  });
  if (shard === undefined) return all;
  const mine = placesOf(all.length, parseShard(shard)).map((place) => all[place]);
  if (mine.length > 0 || all.length === 0) return mine;
  throw new LangSegError('USAGE', `Of ${all.length} photos, shard ${shard} has none. Use fewer shards.`);
}
