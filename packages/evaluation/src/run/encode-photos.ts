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

/** What encodes photos: a `Segmenter`. */
export interface PhotoEncoder {
  encode(image: RgbImage, options?: EncodeImageOptions): Promise<EncodedImage>;
}

/** A photo of a data set, and its place there or among others. */
export interface PlacedPhoto {
  readonly id: string;
  readonly at: number;
}

/** A photo that the model has looked at. */
export interface EncodedPhoto extends PlacedPhoto {
  readonly encoded: EncodedImage;
  readonly mask: Mask;
}

/** A photo that could not be read, and why. */
export interface SkippedPhoto {
  readonly skipped: PlacedPhoto & { readonly message: string };
}

/** Options of {@link encodePhotos}. */
export interface EncodePhotosOptions extends RunOptions {
  readonly segmenter: PhotoEncoder;
  readonly dataset: Dataset;
  readonly view?: EncodeImageOptions['view'];
  readonly longestSide?: number;
  /** Photo and mask are resized to `[height, width]` first. Default: the photo's size. */
  readonly maskSize?: readonly [height: number, width: number] | 'photo';
  /** What happens with photos that can't be read. Default `fail`. */
  readonly onError?: 'fail' | 'skip';
}

/**
 * Encodes photo by photo. While one is worked with, the model looks at the next one, and the one after that is decoded. A `view` can make
 * encoded photos large: then only one is held at a time.
 *
 * @returns photos that are disposed of when the next one is asked for.
 * @throws LangSegError what encoding throws, and what reading throws, unless `onError` is `skip`.
 */
export async function* encodePhotos(
  photos: readonly PlacedPhoto[],
  options: EncodePhotosOptions,
): AsyncGenerator<EncodedPhoto | SkippedPhoto, void, undefined> {
  const { view, onError = 'fail', signal } = options;
  const decode = (index: number) =>
    index < photos.length ? settled(readSample(options, photos[index].id, { signal })) : undefined;
  const encode = (decoded: Promise<Sample | Error> | undefined) => decoded && encodeSample(decoded, options);
  let ahead = encode(decode(0));
  try {
    for (const [index, place] of photos.entries()) {
      const decoded = decode(index + 1);
      const photo = await ahead!;
      ahead = view === undefined ? encode(decoded) : undefined;
      if ('encoded' in photo)
        try {
          throwIfAborted(signal);
          yield { ...place, ...photo };
        } finally {
          photo.encoded.dispose();
        }
      else if (photo.isOfPhoto && onError === 'skip')
        yield { skipped: { ...place, message: photo.error.message } };
      else throw photo.error;
      ahead ??= encode(decoded);
    }
  } finally {
    const left = await ahead;
    if (left && 'encoded' in left) left.encoded.dispose();
  }
}

interface FailedSample {
  readonly error: Error;
  /** The photo or its mask is to blame, so others may do. */
  readonly isOfPhoto: boolean;
}

/** Never rejects, so that a photo which nobody waits for any more does no harm. */
async function encodeSample(
  decoded: Promise<Sample | Error>,
  { segmenter, view, longestSide, signal }: EncodePhotosOptions,
): Promise<Pick<EncodedPhoto, 'encoded' | 'mask'> | FailedSample> {
  const sample = await decoded;
  if (sample instanceof Error) {
    const isOfPhoto = LangSegError.is(sample) && !['ABORTED', 'RUNTIME_FAILED'].includes(sample.code);
    return { error: sample, isOfPhoto };
  }
  const encoded = await settled(segmenter.encode(sample.image, { signal, view, longestSide }));
  return encoded instanceof Error ? { error: encoded, isOfPhoto: false } : { encoded, mask: sample.mask };
}

/** A photo with its mask, at the size at which masks are compared. Errors as `Dataset.read`. */
export async function readSample(
  { dataset, maskSize = 'photo' }: Pick<EncodePhotosOptions, 'dataset' | 'maskSize'>,
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
