import { LangSegError, type EncodeImageOptions, type LabelWarning, type RunOptions } from '@langseg/core';
import type { Dataset } from '@langseg/datasets';
import {
  evaluationSettingsSchema,
  type EvaluationRecord,
  type EvaluationSettings,
} from '../record/evaluation-record.js';
import { makeRecord } from '../record/make-record.js';
import type { CountOptions } from './ask-photo.js';
import { countPhotos, type CountedPhoto, type EvaluationItem } from './count-photos.js';
import type { PhotoEncoder } from './encode-photos.js';
import { wordsOf, type Question } from './question.js';
import { placesOf, type Shard } from './shard.js';
import { textHash } from './text-hash.js';

/** Remembers photos that were counted, so that an interrupted evaluation goes on. */
export interface CountStore {
  /** Photos that were counted earlier. */
  readonly earlier: readonly CountedPhoto[];
  add(photo: CountedPhoto): Promise<void>;
  /** Called at the end, whatever it was. */
  close(): Promise<void>;
}

/** Settings of an evaluation that don't follow from the rest; all have defaults. */
export type ChosenSettings = Partial<
  Omit<EvaluationSettings, 'dataset' | 'words' | 'scoring' | 'view' | 'longestSide'>
>;

/** What counts photos. */
export type EvaluationCounter =
  | {
      /** A `Segmenter`, or whatever else encodes photos. */
      readonly segmenter: PhotoEncoder;
    }
  | {
      /**
       * Counts the photos at some places of the data set, or of `items`, as `countPhotos` does, for instance in worker threads.
       */
      readonly count: (
        places: readonly number[],
        options: CountOptions & Pick<EvaluationSettings, 'maskSize'>,
      ) => AsyncIterable<CountedPhoto>;
    };

/** Options of {@link evaluateDataset}. */
export type EvaluateOptions = EvaluationOptions & EvaluationCounter;

/** Options of {@link evaluateDataset}, whatever counts photos. */
export interface EvaluationOptions extends RunOptions {
  /** `openDataset` of `@langseg/datasets/node` opens one. */
  readonly dataset: Dataset;
  /** What is asked, as `classQuestion` makes it. A photo is encoded once for all questions. */
  readonly questions: readonly Question[];
  /**
   * Photos with questions of their own, such as the episodes of a few-shot benchmark; classes are numbered as in the one entry of
   * `questions`. Default: every photo is asked all questions.
   */
  readonly items?: readonly EvaluationItem[];
  /** What the record says of the model, and what is counted. */
  readonly settings?: ChosenSettings;
  /** Type and options of the data set's layout, for the record. */
  readonly layout?: Readonly<Record<string, unknown>>;
  /** Default: the model's own. */
  readonly view?: EncodeImageOptions['view'];
  readonly longestSide?: number;
  /** False: outlines are left as the network gives them. Default: a model's refiner is used. */
  readonly refine?: boolean;
  /** Only these photos. Default: all. */
  readonly shard?: Shard;
  /** What happens with photos that can't be read. Default `fail`. */
  readonly onError?: 'fail' | 'skip';
  /** Opens what remembers photos. Default: nothing does. */
  readonly store?: (settings: readonly EvaluationSettings[], shard: Shard | null) => Promise<CountStore>;
  /** Is told how many photos are done, of this shard. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly onWarning?: (warning: LabelWarning) => void;
}

/** Outlines agree within 0.75 % of the diagonal (Csurka et al. 2013, section 3). */
const usualTolerance = 0.0075;
const usualRows = 16;

/**
 * Segments the photos of a data set and scores them, one record for each question.
 *
 * @throws LangSegError `LABELS_INVALID` when nothing is asked, the model knows none of the words, or no pixel has a class; `USAGE`
 * for a shard without photos; `ABORTED`; what reading, segmenting and the store throw.
 */
export async function evaluateDataset(options: EvaluateOptions): Promise<EvaluationRecord[]> {
  const { dataset, questions, shard = null } = options;
  const settings = await Promise.all(questions.map((question) => settingsOf(question, options)));
  if (settings.length === 0)
    throw new LangSegError('LABELS_INVALID', 'An evaluation needs at least one question.');
  const total = (options.items ?? dataset.ids).length;
  const places = placesOf(total, shard);
  if (places.length === 0)
    throw new LangSegError(
      'USAGE',
      `The data set ${dataset.name} has ${total} photos, so ` +
        (shard
          ? `shard ${shard.number} of ${shard.of} has none. Use fewer shards.`
          : 'there is nothing to evaluate.'),
      { dataset: dataset.name, photos: total },
    );
  const counted = await countAll(options, { settings, places, shard });
  const skipped = counted.flatMap((photo) => ('skipped' in photo ? [photo.skipped] : []));
  return questions.map(({ classes }, index) => {
    const photos = counted.flatMap((photo) => ('counts' in photo ? [photo.counts[index]] : []));
    const record = makeRecord({ labels: classes, settings: settings[index], shard, photos, skipped });
    if (shard === null) assertScored(record, dataset.name);
    return record;
  });
}

interface Work {
  readonly settings: readonly EvaluationSettings[];
  readonly places: readonly number[];
  readonly shard: Shard | null;
}

/** Counts what the store doesn't know yet. */
async function countAll(
  options: EvaluateOptions,
  { settings, places, shard }: Work,
): Promise<readonly CountedPhoto[]> {
  const store = await options.store?.(settings, shard);
  try {
    const counted = [...(store?.earlier ?? [])];
    const known = new Set(counted.map(placeOf));
    const { boundaryTolerance, calibrationRows, maskSize } = settings[0];
    const left = places.filter((place) => !known.has(place));
    const how = { boundaryTolerance, calibrationRows, maskSize };
    options.onProgress?.(counted.length, places.length);
    const photos =
      'count' in options ? options.count(left, how) : countPhotos({ ...options, ...how, places: left });
    for await (const photo of photos) {
      await store?.add(photo);
      counted.push(photo);
      options.onProgress?.(counted.length, places.length);
    }
    return counted;
  } finally {
    await store?.close();
  }
}

async function settingsOf(
  { words, classOfWord, classes, threshold = 0, background, scoring }: Question,
  { dataset, items, settings = {}, layout, view, longestSide, refine }: EvaluationOptions,
): Promise<EvaluationSettings> {
  const photos =
    items?.map(({ id, question }) => `${id} ${question.words.flatMap(wordsOf).join(', ')}`) ?? dataset.ids;
  const byClass = classes.map((_, index) =>
    words.filter((_word, i) => classOfWord[i] === index).flatMap(wordsOf),
  );
  // Parsed, so that entries have one order and merged records are equal byte for byte.
  return evaluationSettingsSchema.parse({
    model: { name: 'unknown' },
    templates: 'model',
    scale: 'model',
    maskSize: 'photo',
    convention: 'standard',
    moreThanPixels: 0,
    boundaryTolerance: usualTolerance,
    calibrationRows: usualRows,
    versions: {},
    ...settings,
    ...(refine === false && { refiner: 'none' as const }),
    dataset: {
      name: dataset.name,
      ...(layout && { layout: { ...layout } }),
      photos: photos.length,
      sha256: await textHash(photos.join('\n')),
    },
    words: { classes: byClass, sha256: await textHash(byClass.map((each) => each.join(', ')).join('\n')) },
    ...(scoring !== undefined && scoring !== 'max' && { scoring }),
    view: view ?? 'model',
    ...(longestSide !== undefined && { longestSide }),
    threshold,
    ...(background !== undefined && { background }),
  });
}

function placeOf(photo: CountedPhoto): number {
  return 'skipped' in photo ? photo.skipped.at : photo.counts[0].at;
}

function assertScored({ confusion, photos, skipped }: EvaluationRecord, dataset: string): void {
  const labelled = confusion.counts.slice(0, -confusion.classes).some((count) => count > 0);
  if (labelled) return;
  const why =
    photos === 0
      ? `none of its ${skipped.length} photos can be read. The first: ${skipped[0].message}`
      : `every pixel of its ${photos} masks is ignored or of a class that is not asked for.`;
  throw new LangSegError('LABELS_INVALID', `Nothing of the data set ${dataset} can be scored: ${why}`, {
    dataset,
    photos,
    skipped: skipped.length,
  });
}
