import {
  fitCalibration,
  isOtherLabel,
  LangSegError,
  throwIfAborted,
  type Calibration,
  type CalibrationSample,
  type EncodedImage,
  type EncodeImageOptions,
  type LabelWarning,
  type RunOptions,
} from '@langseg/core';
import type { Dataset } from '@langseg/datasets';
import { NumpyRandom } from '../episodes/numpy-random.js';
import type { PhotoEncoder } from '../run/count-photos.js';
import { lookUp } from '../run/look-up.js';
import type { Question } from '../run/question.js';
import { RejectionCounts, type RejectionShares } from './rejection-counts.js';
import { sampleLogits } from './sample-logits.js';
import { drawWordLists, randomOf } from './word-lists.js';

/** Options of {@link calibrateModel}. */
export interface CalibrateOptions extends RunOptions {
  readonly segmenter: PhotoEncoder;
  readonly dataset: Dataset;
  /** The classes of the data set, each with one word; `classQuestion` makes it. */
  readonly question: Question;
  readonly view?: EncodeImageOptions['view'];
  readonly longestSide?: number;
  /** Chooses the photos that are held out, and the words of each photo. Default 0. */
  readonly seed?: number;
  /** What happens with photos that can't be read. Default `fail`. */
  readonly onError?: 'fail' | 'skip';
  readonly onProgress?: (done: number, total: number) => void;
  readonly onWarning?: (warning: LabelWarning) => void;
}

/** A calibration, and what it changes on photos that it was not fitted on. */
export interface ModelCalibration {
  readonly calibration: Calibration;
  /** What it was fitted on. */
  readonly fitted: { readonly photos: number; readonly pixels: number };
  /** What was held out; its pixels count once for every list of words. */
  readonly heldOut: { readonly photos: number; readonly pixels: number };
  /** Without "none of these", on the photos that were held out. */
  readonly before: RejectionShares;
  /** With it. */
  readonly after: RejectionShares;
  /** Photos that could not be read. */
  readonly skipped: readonly { readonly id: string; readonly message: string }[];
}

/** One of so many photos is held out. */
const heldOutEvery = 4;
/** About so many pixels are enough, however many photos there are. */
const enoughPixels = 100_000;
const mostCells = 16;

/**
 * Fits temperature and threshold of a model on three quarters of the photos, and measures on the others what `other: 'auto'` changes.
 *
 * Each photo is asked for two lists of words, of classes that it shows and of others; every class that it shows is in one of them.
 *
 * @throws LangSegError `LABELS_INVALID` for fewer than two photos or words, `USAGE` as `fitCalibration`, what reading and encoding
 * throw, `ABORTED`.
 */
export async function calibrateModel(options: CalibrateOptions): Promise<ModelCalibration> {
  const { dataset, question, seed = 0, signal } = options;
  // The word "other" would take the pixels of "none of these".
  const all = [...question.words.keys()].filter((index) => !isOtherLabel(question.words[index]));
  assertEnough(dataset, all.length);
  const places = new NumpyRandom(seed >>> 0).shuffled([...dataset.ids.keys()]);
  const heldOut = places.slice(0, Math.max(1, Math.floor(places.length / heldOutEvery)));
  const fitted = places.slice(heldOut.length);
  const skipped: { id: string; message: string }[] = [];
  let done = 0;

  async function* asked(group: readonly number[]): AsyncGenerator<AskedPhoto, void, undefined> {
    for (const place of group) {
      throwIfAborted(signal);
      options.onProgress?.(done++, places.length);
      const photo = await askedPhoto(place, all, options, skipped);
      if (!photo) continue;
      try {
        yield photo;
      } finally {
        photo.encoded.dispose();
      }
    }
  }

  const side = Math.max(4, Math.min(mostCells, Math.floor(Math.sqrt(enoughPixels / 2 / fitted.length))));
  const samples: CalibrationSample[] = [];
  let fittedPhotos = 0;
  for await (const { encoded, lists, target } of asked(fitted)) {
    fittedPhotos++;
    for (const list of lists) {
      const { signal, onWarning } = options;
      const result = await encoded.segment(wordsOf(list), { refine: false, signal, onWarning });
      for (const sample of sampleLogits(await result.scoreRows({ signal }), side, list, target))
        samples.push(sample);
    }
  }
  throwIfAborted(signal);
  const calibration = fitCalibration(samples);

  const [before, after] = [new RejectionCounts(), new RejectionCounts()];
  let heldOutPhotos = 0;
  for await (const { encoded, lists, target, present } of asked(heldOut)) {
    heldOutPhotos++;
    for (const list of lists) {
      const words = wordsOf(list);
      const without = await encoded.segment(words, { signal });
      before.add(without.labelMap, list, target, present);
      const withOther = await encoded.segment(words, { signal, other: calibration.threshold });
      after.add(withOther.labelMap, list, target, present);
    }
  }
  options.onProgress?.(places.length, places.length);
  return {
    calibration,
    fitted: { photos: fittedPhotos, pixels: samples.length },
    heldOut: { photos: heldOutPhotos, pixels: after.pixels },
    before: before.shares,
    after: after.shares,
    skipped,
  };

  function wordsOf(list: readonly number[]): string[] {
    return list.map((number) => question.words[number]);
  }
}

/** A photo that is ready to be asked. */
interface AskedPhoto {
  readonly encoded: EncodedImage;
  readonly lists: readonly (readonly number[])[];
  /** Number of the class of each pixel, below 0 for those that are left out. */
  readonly target: Int32Array;
  readonly present: ReadonlySet<number>;
}

async function askedPhoto(
  place: number,
  all: readonly number[],
  options: CalibrateOptions,
  skipped: { id: string; message: string }[],
): Promise<AskedPhoto | undefined> {
  const { dataset, segmenter, question, view, longestSide, seed = 0, onError, signal } = options;
  const { classOfValue, classes } = question;
  const id = dataset.ids[place];
  const sample = await dataset.read(id, { signal }).catch((error: unknown) => {
    if (onError !== 'skip' || !LangSegError.is(error) || error.code === 'ABORTED') throw error;
    skipped.push({ id, message: error.message });
  });
  if (!sample) return undefined;
  const labelled = classOfValue.map((number) => (number < classes.length ? number : -1));
  const target = lookUp(sample.mask.data, labelled);
  const present = new Set(target);
  const lists = drawWordLists([...present], all, randomOf(seed, place));
  const encoded = await segmenter.encode(sample.image, { signal, view, longestSide });
  return { encoded, lists, target, present };
}

function assertEnough({ name, ids }: Dataset, words: number): void {
  if (words < 2)
    throw new LangSegError(
      'LABELS_INVALID',
      `Calibrating needs two words at least, so that one of them can be absent; the data set ${name} has ${words}.`,
      { dataset: name, words },
    );
  if (ids.length < 2)
    throw new LangSegError(
      'LABELS_INVALID',
      `Calibrating needs two photos at least, one of them to be held out; the data set ${name} has ${ids.length}.`,
      { dataset: name, photos: ids.length },
    );
}
