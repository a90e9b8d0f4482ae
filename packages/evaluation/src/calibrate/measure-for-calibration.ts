import { isOtherLabel, LangSegError, type LabelWarning } from '@langseg/core';
import type { Dataset } from '@langseg/datasets';
import { NumpyRandom } from '../episodes/numpy-random.js';
import {
  encodePhotos,
  type EncodedPhoto,
  type EncodePhotosOptions,
  type PlacedPhoto,
} from '../run/encode-photos.js';
import { lookUp } from '../run/look-up.js';
import { wordsOf, type Question } from '../run/question.js';
import { placesOf, type Shard } from '../run/shard.js';
import { textHash } from '../run/text-hash.js';
import {
  placeOfPhoto,
  type CalibrationPart,
  type CalibrationPhoto,
  type CalibrationSettings,
} from './calibration-part.js';
import { sampleLogits, type SampledPixel } from './sample-logits.js';
import { drawWordLists, randomOf } from './word-lists.js';

/** Remembers photos that were measured, so that an interrupted calibration goes on. */
export interface CalibrationStore {
  /** Photos that were measured earlier. */
  readonly earlier: readonly CalibrationPhoto[];
  add(photo: CalibrationPhoto): Promise<void>;
  /** Called at the end, whatever it was. */
  close(): Promise<void>;
}

/** Options of `calibrateModel`. */
export interface CalibrateOptions extends Omit<EncodePhotosOptions, 'maskSize'> {
  /** The classes of the data set, each with one label; `classQuestion` or `labelQuestion` makes it. */
  readonly question: Question;
  /** Chooses the photos that are held out, and the words of each photo. Default 0. */
  readonly seed?: number;
  /** Only these photos. Default: all. */
  readonly shard?: Shard;
  /** What the settings say of the model. */
  readonly settings?: Partial<Pick<CalibrationSettings, 'model' | 'versions'>>;
  /** Opens what remembers photos. Default: nothing does. */
  readonly store?: (settings: CalibrationSettings, shard: Shard | null) => Promise<CalibrationStore>;
  readonly onProgress?: (done: number, total: number) => void;
  readonly onWarning?: (warning: LabelWarning) => void;
}

/** One of so many photos is held out. */
const heldOutEvery = 4;
/** About so many pixels are enough to fit, however many photos there are. */
const enoughPixels = 100_000;
const mostCells = 16;
/** Cells along each side of photos that are held out. */
const heldOutCells = 64;

/**
 * Measures what temperature and threshold are fitted to, photo by photo.
 *
 * @throws LangSegError as `calibrateModel`; `USAGE` also for a shard without photos.
 */
export async function measureForCalibration(options: CalibrateOptions): Promise<CalibrationPart> {
  const { dataset, question, seed = 0, shard = null } = options;
  // The word "other" would take the pixels of "none of these".
  const all = [...question.words.keys()].filter((index) => !isOtherLabel(nameOf(question, index)));
  const total = dataset.ids.length;
  assertEnough(dataset, all.length);
  const mine = new Set(placesOf(total, shard));
  if (mine.size === 0)
    throw new LangSegError('USAGE', `Of ${total} photos, shard ${shard?.number}/${shard?.of} has none.`);
  const places = new NumpyRandom(seed >>> 0).shuffled([...dataset.ids.keys()]);
  const heldOut = new Set(places.slice(0, Math.max(1, Math.floor(total / heldOutEvery))));
  const fitted = total - heldOut.size;
  const side = Math.max(4, Math.min(mostCells, Math.floor(Math.sqrt(enoughPixels / 2 / fitted))));
  const planOf = ({ at }: PlacedPhoto): PhotoPlan => {
    const isHeldOut = heldOut.has(at);
    return { isHeldOut, side: isHeldOut ? heldOutCells : side, all };
  };
  const settings = await settingsOf(options);
  const store = await options.store?.(settings, shard);
  try {
    const photos = [...(store?.earlier ?? [])];
    const known = new Set(photos.map(placeOfPhoto));
    options.onProgress?.(photos.length, mine.size);
    const left = [...mine].filter((at) => !known.has(at)).map((at) => ({ id: dataset.ids[at], at }));
    for await (const photo of encodePhotos(left, options)) {
      const measured = 'skipped' in photo ? photo : await measure(photo, planOf(photo), options);
      await store?.add(measured);
      photos.push(measured);
      options.onProgress?.(photos.length, mine.size);
    }
    return { settings, shard, photos: photos.sort((a, b) => placeOfPhoto(a) - placeOfPhoto(b)) };
  } finally {
    await store?.close();
  }
}

interface PhotoPlan {
  readonly isHeldOut: boolean;
  readonly side: number;
  /** Numbers of all labels that may be asked for. */
  readonly all: readonly number[];
}

async function measure(
  { id, at, encoded, mask }: EncodedPhoto,
  { isHeldOut, side, all }: PhotoPlan,
  { question, seed = 0, signal, onWarning }: CalibrateOptions,
): Promise<CalibrationPhoto> {
  const { classOfValue, classes, scoring } = question;
  const labelled = classOfValue.map((number) => (number < classes.length ? number : -1));
  const target = lookUp(mask.data, labelled);
  const present = new Set(target);
  const classOf = (label: number) => question.classOfWord[label];
  const shown = all.filter((label) => present.has(classOf(label)));
  const lists = [];
  for (const list of drawWordLists(shown, all, randomOf(seed, at))) {
    const labels = list.map((label) => question.words[label]);
    const result = await encoded.segment(labels, { refine: false, scoring, signal, onWarning });
    const pixels = sampleLogits(await result.scoreRows({ signal }), side, list.map(classOf), target);
    lists.push({
      isShown: list.map((label) => present.has(classOf(label))),
      pixels: pixels.flatMap(isHeldOut ? bestOf : logitsOf),
    });
  }
  return { id, at, isHeldOut, lists };
}

function logitsOf({ right, logits }: SampledPixel): number[] {
  return [right, ...Array.from(logits, rounded)];
}

function bestOf({ right, logits }: SampledPixel): number[] {
  const best = logits.reduce((a, logit, i) => (logit > logits[a] ? i : a), 0);
  return [right, best, rounded(logits[best])];
}

/** More digits would only make files larger. */
const rounded = (logit: number): number => Math.round(logit * 1e4) / 1e4;

function nameOf({ words }: Question, index: number): string {
  const label = words[index];
  return typeof label === 'string' ? label : label.name;
}

async function settingsOf({
  dataset,
  question,
  view,
  longestSide,
  seed = 0,
  settings,
}: CalibrateOptions): Promise<CalibrationSettings> {
  const classes = question.words.map(wordsOf);
  return {
    model: { name: 'unknown' },
    versions: {},
    ...settings,
    dataset: {
      name: dataset.name,
      photos: dataset.ids.length,
      sha256: await textHash(dataset.ids.join('\n')),
    },
    words: { classes, sha256: await textHash(classes.map((each) => each.join(', ')).join('\n')) },
    ...(question.scoring && { scoring: question.scoring }),
    view: view ?? 'model',
    ...(longestSide !== undefined && { longestSide }),
    seed,
  };
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
