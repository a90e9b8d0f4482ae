import {
  LangSegError,
  resizeNearest,
  resizePillow,
  tensor,
  throwIfAborted,
  type EncodeImageOptions,
  type EncodedImage,
  type RgbImage,
  type RunOptions,
} from '@langseg/core';
import type { Dataset, Mask, Sample } from '@langseg/datasets';
import type { PhotoCounts } from '../record/photo-counts.js';
import { askPhoto, type AskOptions } from './ask-photo.js';
import type { Question } from './question.js';

/** What encodes photos: a `Segmenter`. */
export interface PhotoEncoder {
  encode(image: RgbImage, options?: EncodeImageOptions): Promise<EncodedImage>;
}

/** A photo of a data set after it was counted, or the reason why it could not be read. */
export type CountedPhoto =
  | { readonly counts: readonly PhotoCounts[] }
  | { readonly skipped: { readonly id: string; readonly at: number; readonly message: string } };

/** A photo with a question of its own. */
export interface EvaluationItem {
  /** Id of a photo of the data set. */
  readonly id: string;
  readonly question: Question;
}

/** Options of {@link countPhotos}. */
export interface CountPhotosOptions extends AskOptions {
  readonly segmenter: PhotoEncoder;
  readonly dataset: Dataset;
  /** Places of the photos in the data set, or among the items, in the order in which they are counted. */
  readonly places: readonly number[];
  /** A photo is encoded once for all of them. */
  readonly questions: readonly Question[];
  /** What is asked instead, photo by photo. Default: every photo of the data set is asked all questions. */
  readonly items?: readonly EvaluationItem[];
  readonly view?: EncodeImageOptions['view'];
  readonly longestSide?: number;
  /** Photo and mask are resized to `[height, width]` first. Default: the photo's size. */
  readonly maskSize?: readonly [height: number, width: number] | 'photo';
  /** What happens with photos that can't be read. Default `fail`. */
  readonly onError?: 'fail' | 'skip';
}

/**
 * Counts photo by photo. While the model looks at one, the next one is decoded.
 *
 * @throws LangSegError what reading throws, unless `onError` is `skip`; and as `askPhoto`.
 */
export async function* countPhotos(
  options: CountPhotosOptions,
): AsyncGenerator<CountedPhoto, void, undefined> {
  const { dataset, places, items, onError = 'fail', signal } = options;
  const idOf = (at: number) => items?.[at].id ?? dataset.ids[at];
  const read = (index: number) => settled(readSample(options, idOf(places[index]), { signal }));
  let next = places.length > 0 ? read(0) : undefined;
  for (const [index, at] of places.entries()) {
    const sample = await next!;
    throwIfAborted(signal);
    next = index + 1 < places.length ? read(index + 1) : undefined;
    const id = idOf(at);
    if (sample instanceof Error) {
      const isOfPhoto = LangSegError.is(sample) && !['ABORTED', 'RUNTIME_FAILED'].includes(sample.code);
      if (!isOfPhoto || onError === 'fail') throw sample;
      yield { skipped: { id, at, message: sample.message } };
    } else yield { counts: await countOne(sample, id, at, options) };
  }
}

async function countOne(
  { image, mask }: Sample,
  id: string,
  at: number,
  options: CountPhotosOptions,
): Promise<PhotoCounts[]> {
  const { segmenter, view, longestSide, signal, items } = options;
  const questions = items ? [items[at].question] : options.questions;
  const encoded = await segmenter.encode(image, { signal, view, longestSide });
  try {
    const counts: PhotoCounts[] = [];
    for (const question of questions)
      counts.push({ id, at, ...(await askPhoto(encoded, mask, question, options)) });
    return counts;
  } finally {
    encoded.dispose();
  }
}

/** A photo with its mask, at the size at which masks are compared. Errors as `Dataset.read`. */
export async function readSample(
  { dataset, maskSize = 'photo' }: Pick<CountPhotosOptions, 'dataset' | 'maskSize'>,
  id: string,
  options: RunOptions,
): Promise<Sample> {
  const sample = await dataset.read(id, options);
  if (maskSize === 'photo') return sample;
  const [height, width] = maskSize;
  const image = resizePillow(sample.image, { width, height }, 'bilinear');
  return { image, mask: resizeMask(sample.mask, { width, height }) };
}

function resizeMask({ width, height, data }: Mask, size: { width: number; height: number }): Mask {
  const values = tensor('float32', [1, 1, height, width], Float32Array.from(data));
  const resized = resizeNearest(values, { size: [size.height, size.width] }).data;
  return {
    ...size,
    data: data instanceof Uint16Array ? Uint16Array.from(resized) : Uint8Array.from(resized),
  };
}

/** A promise that never rejects, so that one that nobody waits for any more does no harm. */
function settled<T>(promise: Promise<T>): Promise<T | Error> {
  return promise.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
}
