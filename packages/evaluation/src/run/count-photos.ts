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
 * Counts photo by photo. While one is counted, the model looks at the next one, and the one after that is decoded. A `view` can make
 * encoded photos large: then only one is held at a time.
 *
 * @throws LangSegError what reading throws, unless `onError` is `skip`; and as `askPhoto`.
 */
export async function* countPhotos(
  options: CountPhotosOptions,
): AsyncGenerator<CountedPhoto, void, undefined> {
  const { dataset, places, items, view, onError = 'fail', signal } = options;
  const idOf = (at: number) => items?.[at].id ?? dataset.ids[at];
  const decode = (index: number) =>
    index < places.length ? settled(readSample(options, idOf(places[index]), { signal })) : undefined;
  const encode = (decoded: Promise<Sample | Error> | undefined) => decoded && encodePhoto(decoded, options);
  let ahead = encode(decode(0));
  try {
    for (const [index, at] of places.entries()) {
      const decoded = decode(index + 1);
      const photo = await ahead!;
      ahead = view === undefined ? encode(decoded) : undefined;
      throwIfAborted(signal);
      const id = idOf(at);
      if ('encoded' in photo) yield { counts: await countOne(photo, { id, at }, options) };
      else if (photo.isOfPhoto && onError === 'skip')
        yield { skipped: { id, at, message: photo.error.message } };
      else throw photo.error;
      ahead ??= encode(decoded);
    }
  } finally {
    const left = await ahead;
    if (left && 'encoded' in left) left.encoded.dispose();
  }
}

interface EncodedPhoto {
  readonly encoded: EncodedImage;
  readonly mask: Mask;
}

interface FailedPhoto {
  readonly error: Error;
  /** The photo or its mask is to blame, so others may do. */
  readonly isOfPhoto: boolean;
}

/** Never rejects, so that a photo which nobody waits for any more does no harm. */
async function encodePhoto(
  decoded: Promise<Sample | Error>,
  { segmenter, view, longestSide, signal }: CountPhotosOptions,
): Promise<EncodedPhoto | FailedPhoto> {
  const sample = await decoded;
  if (sample instanceof Error) {
    const isOfPhoto = LangSegError.is(sample) && !['ABORTED', 'RUNTIME_FAILED'].includes(sample.code);
    return { error: sample, isOfPhoto };
  }
  const encoded = await settled(segmenter.encode(sample.image, { signal, view, longestSide }));
  return encoded instanceof Error ? { error: encoded, isOfPhoto: false } : { encoded, mask: sample.mask };
}

async function countOne(
  { encoded, mask }: EncodedPhoto,
  { id, at }: { readonly id: string; readonly at: number },
  options: CountPhotosOptions,
): Promise<PhotoCounts[]> {
  const questions = options.items ? [options.items[at].question] : options.questions;
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

/** A promise that never rejects. */
function settled<T>(promise: Promise<T>): Promise<T | Error> {
  return promise.catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
}
