import type { PhotoCounts } from '../record/photo-counts.js';
import { askPhoto, type AskOptions } from './ask-photo.js';
import {
  encodePhotos,
  type EncodedPhoto,
  type EncodePhotosOptions,
  type SkippedPhoto,
} from './encode-photos.js';
import type { Question } from './question.js';

/** A photo of a data set after it was counted, or the reason why it could not be read. */
export type CountedPhoto = { readonly counts: readonly PhotoCounts[] } | SkippedPhoto;

/** A photo with a question of its own. */
export interface EvaluationItem {
  /** Id of a photo of the data set. */
  readonly id: string;
  readonly question: Question;
}

/** Options of {@link countPhotos}. */
export interface CountPhotosOptions extends AskOptions, EncodePhotosOptions {
  /** Places of the photos in the data set, or among the items, in the order in which they are counted. */
  readonly places: readonly number[];
  /** A photo is encoded once for all of them. */
  readonly questions: readonly Question[];
  /** What is asked instead, photo by photo. Default: every photo of the data set is asked all questions. */
  readonly items?: readonly EvaluationItem[];
}

/**
 * Counts photo by photo.
 *
 * @throws LangSegError as `encodePhotos` and `askPhoto`.
 */
export async function* countPhotos(
  options: CountPhotosOptions,
): AsyncGenerator<CountedPhoto, void, undefined> {
  const { dataset, places, items } = options;
  const photos = places.map((at) => ({ id: items?.[at].id ?? dataset.ids[at], at }));
  for await (const photo of encodePhotos(photos, options))
    yield 'skipped' in photo ? photo : { counts: await countOne(photo, options) };
}

async function countOne(
  { id, at, encoded, mask }: EncodedPhoto,
  options: CountPhotosOptions,
): Promise<PhotoCounts[]> {
  const questions = options.items ? [options.items[at].question] : options.questions;
  const counts: PhotoCounts[] = [];
  for (const question of questions)
    counts.push({ id, at, ...(await askPhoto(encoded, mask, question, options)) });
  return counts;
}
