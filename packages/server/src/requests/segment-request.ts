import {
  labelNames,
  labelOptionsOf,
  listProblems,
  parseColor,
  safeParse,
  viewSchema,
  type Label,
} from '@langseg/core';
import * as z from 'zod';
import { Refusal } from '../errors/refusal.js';
import type { SegmentLimits } from '../limits/segment-limits.js';
import { longestLabel } from './labels-of.js';

/** What a server tells of a result format. Plain data, to be sent between processes. */
export interface FormatFacts {
  readonly type: string;
  readonly mediaType: string;
  /** It writes a file for each label; an answer has room for one of them. */
  readonly perLabel: boolean;
}

/** What requests are checked by. */
export interface RequestRules extends SegmentLimits {
  /** What can be answered. */
  readonly formats: readonly FormatFacts[];
}

/** Other names of formats, by which clients may know them. */
const aliases: ReadonlyMap<string, string> = new Map([
  ['png', 'mask'],
  ['legend', 'json'],
  ['heatmap', 'heatmaps'],
]);

/** Names of formats that a request may give. */
function outputsOf(formats: readonly FormatFacts[]): string[] {
  const types = formats.map(({ type }) => type);
  const others = [...aliases].filter(([alias, type]) => types.includes(type) && !types.includes(alias));
  return [...types, ...others.map(([alias]) => alias)];
}

/** A word, a label of several, or a branch of other labels. */
function labelSchema(maxLabels: number): z.ZodType<Label, Label> {
  const word = z.string().max(longestLabel);
  const label: z.ZodType<Label, Label> = z
    .union([
      word,
      z.strictObject({
        name: z.string().min(1).max(longestLabel).describe('What the label is called.'),
        words: z.array(word).min(1).max(maxLabels).optional().describe('Words that stand for it.'),
        children: z
          .array(z.lazy(() => label))
          .min(1)
          .max(maxLabels)
          .optional()
          .describe('Labels that it is made of.'),
      }),
    ])
    .meta({ id: 'Label' });
  return label;
}

/** How many words there are to compare a pixel with. */
export function countWords(labels: readonly Label[]): number {
  return labels.reduce((sum, label) => {
    if (typeof label === 'string') return sum + 1;
    return sum + (label.words?.length ?? 0) + countWords(label.children ?? []);
  }, 0);
}

/** The fields of a request, all but the photo. */
export function segmentSchema({
  maxLabels,
  maxLongestSide,
  formats,
}: Pick<RequestRules, 'maxLabels' | 'maxLongestSide' | 'formats'>) {
  const outputs = outputsOf(formats);
  return z.strictObject({
    labels: z.array(labelSchema(maxLabels)).min(1).max(maxLabels).describe('Labels to look for.'),
    output: z
      .enum(outputs)
      .default(outputs.includes('rle') ? 'rle' : outputs[0])
      .describe('The format of the answer.'),
    options: z.record(z.string(), z.unknown()).optional().describe("The format's own options."),
    other: z
      .union([z.literal('auto'), z.number()])
      .optional()
      .describe('Adds a label for what none fits: "auto", or the logit that it has.'),
    minScore: z.number().min(0).max(1).optional().describe('Pixels that are less sure go to "other".'),
    minMargin: z.number().min(0).max(1).optional().describe('The same by the lead on the runner-up.'),
    multiLabel: z
      .boolean()
      .optional()
      .describe('Labels may share pixels: each that is more probable than minScore (0.5) by itself.'),
    depth: z.int().min(1).optional().describe('Levels of a tree of labels to tell apart. Default: 1.'),
    scoring: z.enum(['max', 'log-sum-exp']).optional().describe('How labels of several words are scored.'),
    at: z
      .tuple([z.int().min(0), z.int().min(0)])
      .optional()
      .describe('json, rle: column and row of a pixel to explain.'),
    longestSide: z
      .int()
      .min(16)
      .max(maxLongestSide)
      .optional()
      .describe("Longer side of the photo as the model sees it. Default: the model's own."),
    view: viewSchema
      .optional()
      .describe("'whole', or an object with windows, scales, flip and fuse. Default: the model's own."),
    refine: z
      .boolean()
      .optional()
      .describe('Outlines are refined, where the model has a refiner. Default: true.'),
    bands: z.array(z.int().min(1)).optional().describe('Bands of the photo: one for grey, three for colour.'),
    range: z.tuple([z.number(), z.number()]).optional().describe('Values of black and of white.'),
    colors: z
      .array(z.string().refine((text) => parseColor(text), 'Expected a colour such as #ff8000.'))
      .max(maxLabels)
      .optional()
      .describe('Colours of the labels, such as #ff8000, in their order. Default: by position.'),
    alpha: z.number().min(0).max(1).optional().describe('overlay: opacity of the colours. Default: 0.5.'),
    label: z.string().max(longestLabel).optional().describe('heatmaps, masks: the label to show.'),
    temperature: z
      .number()
      .positive()
      .max(1000)
      .optional()
      .describe('heatmaps: softer above 1, sharper below 1. Default: 1.'),
  });
}

/** What a client asks for: the fields of a request as they are sent, all but the photo. */
export type SegmentWishes = Omit<z.input<ReturnType<typeof segmentSchema>>, 'output'> & {
  /** Type of a result format. Default `rle`. */
  readonly output?: string;
};

/** What a client wants to know of its photo. */
export type SegmentRequest = z.output<ReturnType<typeof segmentSchema>>;

/**
 * Checks the fields of a request, all but the photo.
 *
 * @throws Refusal `REQUEST_INVALID` naming every wrong field, LangSegError `LABELS_INVALID` for a tree that is none.
 */
export function parseSegmentRequest(fields: unknown, rules: RequestRules): SegmentRequest {
  const schema = segmentSchema(rules)
    .refine(({ bands }) => !bands || bands.length === 1 || bands.length === 3, {
      path: ['bands'],
      error: 'Expected three bands, for red, green and blue, or one for grey.',
    })
    .refine(({ range }) => range?.[0] === undefined || range[0] !== range[1], {
      path: ['range'],
      error: 'Expected two different values, for black and white.',
    })
    .refine(({ labels }) => countWords(labels) <= rules.maxLabels, {
      path: ['labels'],
      error: `Expected at most ${rules.maxLabels} words in all.`,
    })
    .refine(({ at, output }) => !at || ['json', 'rle'].includes(typeOf(output, rules)), {
      path: ['at'],
      error: 'A pixel is explained in an answer of json or rle.',
    })
    .superRefine(({ output, label, labels, ...options }, context) => {
      const format = rules.formats.find(({ type }) => type === typeOf(output, rules));
      if (!format?.perLabel) return;
      if (label !== undefined && labelNames(labels, labelOptionsOf(options)).includes(label)) return;
      const message = `An answer of ${output} is for one label: name one of the labels as "label".`;
      context.addIssue({ code: 'custom', path: ['label'], message });
    });
  const result = safeParse(schema, fields);
  if (result.success) return { ...result.data, output: typeOf(result.data.output, rules) };
  throw new Refusal('REQUEST_INVALID', listProblems(result.error));
}

/** The type of the format that a name stands for. */
function typeOf(output: string, { formats }: RequestRules): string {
  return formats.some(({ type }) => type === output) ? output : (aliases.get(output) ?? output);
}
