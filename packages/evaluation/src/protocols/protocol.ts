import { viewSchema } from '@langseg/core';
import * as z from 'zod';
import { labelListSchema, publishedAt } from './label-list.js';

const shared = {
  /** One sentence for lists. */
  description: z.string().min(1),
  /** Protocols of different suites are never averaged or compared: their words, views and data differ. */
  suite: z.string().min(1),
  /** Where the procedure is written down. */
  source: publishedAt,
  /** The data set, as `train` and `eval` read it; the folder is given when the protocol is run. */
  dataset: z.strictObject({
    layout: z.looseObject({ type: z.string().min(1) }),
    /** Photos of the whole data set; a run over fewer is no run of the protocol. */
    photos: z.int().positive().optional(),
    /** Value of each class in the masks, as the layout gives them. Pixels of any other value are ignored. */
    maskValues: z.array(z.int().min(0).max(65_535)).min(1).readonly(),
  }),
  labels: labelListSchema,
  /** How photos are looked at. Default: as the model says. */
  view: viewSchema.optional(),
  /** Sentences around each word, `{}` for the word; `none` encodes bare words, `model` does as the model says. */
  templates: z
    .union([z.enum(['model', 'none']), z.array(z.string().includes('{}')).min(1).readonly()])
    .default('model'),
  /** `official` counts as the paper's own code does, see `segmentationScores`. */
  convention: z.enum(['standard', 'official']).default('standard'),
  /** Masks are compared at the photo's size, or photo and mask are resized to `[height, width]` first. */
  maskSize: z
    .union([z.literal('photo'), z.tuple([z.int().positive(), z.int().positive()]).readonly()])
    .default('photo'),
};

/** Every pixel gets one of the classes. */
const fixedLabels = z.strictObject({
  ...shared,
  kind: z.literal('labels'),
  /**
   * The first entry of those that together are the background: one more class, after all others. Default: each entry is a
   * class of its own.
   */
  backgroundFrom: z.int().positive().optional(),
  /** Number of the class that means "none of the others", if there is one. */
  background: z.int().min(0).optional(),
  /** Pixels whose best word has a lower probability are background. Default 0: none. */
  threshold: z.number().min(0).max(1).default(0),
  /** Cosines are multiplied by this before the softmax over all words; `model` takes the model's own. */
  scale: z.union([z.literal('model'), z.number().positive()]).default('model'),
});

/** Each episode asks for one class of a photo; everything else is `others`. */
const episodes = z.strictObject({
  ...shared,
  kind: z.literal('episodes'),
  /** Words of an episode, `{}` for the class. */
  words: z.tuple([z.string().min(1), z.literal('{}')]).readonly(),
  /** Class numbers that each fold asks for. */
  folds: z
    .array(z.array(z.int().min(0)).min(1).readonly())
    .min(1)
    .readonly(),
  /**
   * `listed` takes the episodes that the data set lists, from the first on and then again; `by-class` draws a class of the
   * fold, then one of its photos.
   */
  draw: z.enum(['listed', 'by-class']),
  /** Episodes of a fold; `all` takes each listed one once. */
  count: z.union([z.literal('all'), z.int().positive()]),
  /** Of NumPy's generator, where episodes are drawn. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
});

/** Schema of {@link Protocol}. */
export const protocolSchema = z
  .discriminatedUnion('kind', [fixedLabels, episodes])
  .superRefine((protocol, context) => {
    const { entries } = protocol.labels;
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const first = protocol.kind === 'labels' ? protocol.backgroundFrom : undefined;
    if (first !== undefined && first >= entries.length)
      refuse('backgroundFrom', `there are ${entries.length} entries`);
    const classes = first === undefined ? entries.length : first + 1;
    const { maskValues } = protocol.dataset;
    if (maskValues.length !== classes)
      refuse('dataset', `${classes} classes need as many mask values, not ${maskValues.length}`);
    if (new Set(maskValues).size !== maskValues.length) refuse('dataset', 'a mask value is there twice');
    const numbers = protocol.kind === 'labels' ? [protocol.background ?? 0] : protocol.folds.flat();
    const strange = numbers.find((number) => number >= classes);
    if (strange !== undefined) refuse('labels', `there is no class ${strange} among ${classes}`);
  });

/** What is measured, on which photos, with which words, and how it is counted: data alone. */
export type Protocol = z.output<typeof protocolSchema>;

/** A protocol before defaults are filled in. */
export type ProtocolInput = z.input<typeof protocolSchema>;

/** A protocol that asks for all of its classes at once. */
export type FixedLabelsProtocol = Extract<Protocol, { kind: 'labels' }>;

/** A protocol that asks for one class at a time. */
export type EpisodesProtocol = Extract<Protocol, { kind: 'episodes' }>;
