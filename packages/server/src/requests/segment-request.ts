import { z } from 'zod';
import { Refusal } from '../errors/refusal.js';
import type { SegmentLimits } from '../segmenting/segment-limits.js';
import { longestLabel } from './labels-of.js';

/** What can be answered. */
const outputs = ['rle', 'legend', 'png', 'overlay', 'heatmap'] as const;

/** The fields of a request, all but the photo. */
export function segmentSchema({
  maxLabels,
  maxLongestSide,
}: Pick<SegmentLimits, 'maxLabels' | 'maxLongestSide'>) {
  return z.strictObject({
    labels: z.array(z.string().max(longestLabel)).min(1).max(maxLabels).describe('Labels to look for.'),
    output: z.enum(outputs).default('rle').describe('What to return.'),
    longestSide: z
      .int()
      .min(16)
      .max(maxLongestSide)
      .optional()
      .describe("Longer side of the photo as the model sees it. Default: the model's own."),
    bands: z.array(z.int().min(1)).optional().describe('Bands of the photo: one for grey, three for colour.'),
    range: z.tuple([z.number(), z.number()]).optional().describe('Values of black and of white.'),
    alpha: z.number().min(0).max(1).optional().describe('overlay: opacity of the colours. Default: 0.5.'),
    label: z.string().max(longestLabel).optional().describe('heatmap: the label to show.'),
    temperature: z
      .number()
      .positive()
      .max(1000)
      .optional()
      .describe('heatmap: softer above 1, sharper below 1. Default: 1.'),
  });
}

/** What a client wants to know of its photo. */
export type SegmentRequest = z.output<ReturnType<typeof segmentSchema>>;

/**
 * Checks the fields of a request, all but the photo.
 *
 * @throws Refusal `REQUEST_INVALID` naming every wrong field.
 */
export function parseSegmentRequest(fields: unknown, limits: SegmentLimits): SegmentRequest {
  const schema = segmentSchema(limits)
    .refine(({ bands }) => !bands || bands.length === 1 || bands.length === 3, {
      path: ['bands'],
      error: 'Expected three bands, for red, green and blue, or one for grey.',
    })
    .refine(({ range }) => range?.[0] === undefined || range[0] !== range[1], {
      path: ['range'],
      error: 'Expected two different values, for black and white.',
    })
    .superRefine(({ output, label, labels }, context) => {
      if (output !== 'heatmap' || (label !== undefined && labels.includes(label))) return;
      const message = 'A heatmap shows one label: name one of the labels as "label".';
      context.addIssue({ code: 'custom', path: ['label'], message });
    });
  const result = schema.safeParse(fields);
  if (result.success) return result.data;
  throw new Refusal('REQUEST_INVALID', z.prettifyError(result.error));
}
