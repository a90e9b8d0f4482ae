import { viewSchema } from '@langseg/core';
import * as z from 'zod';
import { photoCountsSchema } from './photo-counts.js';
import { shallowValue } from './shallow-value.js';

const count = z.int().min(0);
/** From 0 to 1; `null` where nothing was counted that it could be a share of. */
const share = z.number().min(0).max(1).nullable();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits.');

/** Schema of {@link EvaluationSettings}. */
export const evaluationSettingsSchema = z.strictObject({
  /** What was evaluated: its name, and the hash of its `config.json`, which holds those of all its files. */
  model: z.strictObject({ name: z.string(), sha256: sha256.optional() }),
  dataset: z.strictObject({
    name: z.string(),
    /** Type and options of the layout, without folders. */
    layout: z.record(z.string(), shallowValue).optional(),
    /** Photos of the whole set, and the hash of their ids, one a line. */
    photos: count,
    sha256,
  }),
  /** Words of every class, and their hash: words by `, `, classes by `\n`. */
  words: z.strictObject({
    classes: z.array(z.array(z.string()).min(1).readonly()).min(1).readonly(),
    sha256,
  }),
  /** How classes of several words are scored. Without it, by the best of them. */
  scoring: z.literal('log-sum-exp').optional(),
  /** Refiner of the model with its options, `none` where it was left out. Without it, the model has none. */
  refiner: z.union([z.literal('none'), z.record(z.string(), shallowValue)]).optional(),
  /** Protocol that was run, with its options. */
  protocol: z
    .strictObject({ type: z.string(), spelling: z.string().optional(), fold: count.optional() })
    .optional(),
  /** Sentences around the words: the model's own, none, or these. */
  templates: z.union([z.enum(['model', 'none']), z.array(z.string()).readonly()]),
  view: z.union([z.literal('model'), viewSchema]),
  /** Longer side at which photos enter the image encoder. Without it, the model's own. */
  longestSide: z.int().positive().optional(),
  /** Pixels whose best word has a lower probability are background. 0: none. */
  threshold: z.number().min(0).max(1),
  /** Logits are multiplied by this before the softmax; `model`: they are taken as they are. */
  scale: z.union([z.literal('model'), z.number().positive()]),
  /** Number of the class that is the background, if there is one. */
  background: count.optional(),
  /** False: the background takes no part in means over classes, as in few-shot benchmarks. Default true. */
  countBackground: z.boolean().optional(),
  /** Size at which masks are compared: that of the photo, or `[height, width]`. */
  maskSize: z.union([z.literal('photo'), z.tuple([count, count]).readonly()]),
  /** Which of {@link EvaluationRecord.conventions} the scores at the top follow. */
  convention: z.enum(['standard', 'official']),
  /** Classes with at most so many pixels of ground truth don't count in the standard mean. */
  moreThanPixels: count,
  /** Distance within which outlines agree, as a share of the photo's diagonal; `null`: outlines are not compared. */
  boundaryTolerance: z.number().positive().nullable(),
  /** Confidence is read on every n-th row; `null`: it is not read. */
  calibrationRows: z.int().positive().nullable(),
  /** Of LangSeg, Node and the runtime. */
  versions: z.record(z.string(), z.string()),
});

/** Everything that makes two scores comparable: they are, if these are equal. */
export type EvaluationSettings = z.infer<typeof evaluationSettingsSchema>;

const meanScores = z.strictObject({
  pixelAccuracy: share,
  meanIoU: share,
  /** Number of classes that the mean is over. */
  classes: count,
});

const recordSchema = z.strictObject({
  format: z.literal('langseg-evaluation'),
  formatVersion: z.literal(1),
  /** Share of the labelled pixels that are right. */
  pixelAccuracy: share,
  /** Mean IoU of the classes that count, see `conventions`. */
  meanIoU: share,
  /** Number of classes that the mean is over. */
  meanIoUOver: count,
  /** Mean IoU weighted by the pixels of ground truth. */
  frequencyWeightedIoU: share,
  /** Mean of the IoU of the background and that of everything else; `null` without a background. */
  fbIoU: share,
  /** Mean over photos and their classes of how well outlines agree (Csurka et al. 2013). */
  boundaryF: share,
  expectedCalibrationError: share,
  /** Share of the labelled pixels given to a class that the photo doesn't show. */
  falseArea: share,
  classes: z
    .array(
      z.strictObject({
        label: z.string(),
        iou: share,
        /** Pixels of ground truth. */
        pixels: count,
        /** Labelled pixels that were given to the class. */
        predicted: count,
        intersection: count,
        /** Takes part in `meanIoU`. */
        counted: z.boolean(),
        boundaryF: share,
      }),
    )
    .readonly(),
  /** Number of photos. */
  photos: count,
  /**
   * `standard`: classes with ground truth, ignored pixels left out. `official`: every class, also those that are neither there
   * nor predicted (as 0), and pixels with the ignore value count as wrong; `SegmentationMetric` of PyTorch-Encoding.
   */
  conventions: z.strictObject({ standard: meanScores, official: meanScores }),
  /** `[N + 1, N]` row-major, rows are the truth; the last row is pixels with the ignore value. */
  confusion: z.strictObject({ classes: z.int().positive(), counts: z.array(count).readonly() }),
  calibration: z
    .array(
      z.strictObject({
        from: z.number(),
        to: z.number(),
        pixels: count,
        /** Share of them that is right, and their mean confidence. */
        accuracy: share,
        confidence: share,
      }),
    )
    .readonly()
    .nullable(),
  settings: evaluationSettingsSchema,
  /** Which part of the photos this is: number from 1, and of how many. `null`: all. */
  shard: z.strictObject({ number: z.int().positive(), of: z.int().positive() }).nullable(),
  /** Photos that could not be read, and why; only where the data set skips such. */
  skipped: z.array(z.strictObject({ id: z.string(), at: count, message: z.string() })).readonly(),
  perPhoto: z.array(photoCountsSchema).readonly(),
});

/** Schema of {@link EvaluationRecord}. The number of classes is the same everywhere, so that the file bounds what is computed from it. */
export const evaluationRecordSchema = recordSchema.refine(
  ({ classes: { length: n }, confusion }) =>
    confusion.classes === n && confusion.counts.length === (n + 1) * n,
  { path: ['confusion'], error: 'Expected (N + 1) × N counts, where N is the number of classes.' },
);

/** What `langseg eval --json` prints: scores, what they were counted from, and what makes them comparable. */
export type EvaluationRecord = z.infer<typeof evaluationRecordSchema>;
