import { z } from 'zod';
import { labelListSchema, publishedAt } from './label-list.js';
import { protocolView } from './protocol-view.js';

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
  }),
  labels: labelListSchema,
  /** How photos are looked at; `model` leaves it to the model. */
  view: z.union([z.literal('model'), protocolView]).default('model'),
  /** Sentences around each word, `{}` for the word; `none` encodes bare words, `model` does as the model says. */
  templates: z.union([z.enum(['model', 'none']), z.array(z.string().includes('{}')).min(1)]).default('model'),
  /** `official` counts as the paper's own code does, see `segmentationScores`. */
  convention: z.enum(['standard', 'official']).default('standard'),
  /** Masks are compared at the photo's size, or photo and mask are resized to `[height, width]` first. */
  maskSize: z.union([z.literal('photo'), z.tuple([z.int().positive(), z.int().positive()])]).default('photo'),
};

/** Every pixel gets one of the classes. */
const fixedLabels = z.strictObject({
  ...shared,
  kind: z.literal('labels'),
  /** Number of the class that means "none of the others", if there is one. */
  background: z.int().min(0).optional(),
  /** Pixels whose best class has a lower probability are background. Default 0: none. */
  threshold: z.number().min(0).max(1).default(0),
  /** Cosines are multiplied by this before the softmax over all words; `model` takes the model's own. */
  scale: z.union([z.literal('model'), z.number().positive()]).default('model'),
});

/** Each episode asks for one class of a photo; everything else is `others`. */
const episodes = z.strictObject({
  ...shared,
  kind: z.literal('episodes'),
  /** Words of an episode, `{}` for the class. */
  words: z.tuple([z.string().min(1), z.literal('{}')]),
  /** Class numbers that each fold asks for. */
  folds: z.array(z.array(z.int().min(0)).min(1)).min(1),
  /** Episodes of a fold; `all` takes every photo once. */
  count: z.union([z.literal('all'), z.int().positive()]),
  /** Of the generator that draws episodes. */
  seed: z.int().min(0),
});

/** Schema of {@link Protocol}. */
export const protocolSchema = z.discriminatedUnion('kind', [fixedLabels, episodes]);

/** What is measured, on which photos, with which words, and how it is counted: data alone. */
export type Protocol = z.output<typeof protocolSchema>;

/** A protocol before defaults are filled in. */
export type ProtocolInput = z.input<typeof protocolSchema>;

/** A protocol that asks for all of its classes at once. */
export type FixedLabelsProtocol = Extract<Protocol, { kind: 'labels' }>;

/** A protocol that asks for one class at a time. */
export type EpisodesProtocol = Extract<Protocol, { kind: 'episodes' }>;
