import { z } from 'zod';
import { Refusal } from '../errors/refusal.js';
import { longestLabel } from './labels-of.js';
import type { SegmentLimits } from '../segmenting/segment-limits.js';

/** What can be answered. */
const outputs = ['rle', 'legend', 'png', 'overlay', 'heatmap'] as const;

function schemaOf({ maxLabels, maxLongestSide }: SegmentLimits) {
  return z
    .strictObject({
      labels: z.array(z.string().max(longestLabel)).min(1).max(maxLabels),
      output: z.enum(outputs).default('rle'),
      longestSide: z.int().min(16).max(maxLongestSide).optional(),
      bands: z.array(z.int().min(1)).optional(),
      range: z.tuple([z.number(), z.number()]).optional(),
      alpha: z.number().min(0).max(1).optional(),
      label: z.string().max(longestLabel).optional(),
      temperature: z.number().positive().max(1000).optional(),
    })
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
      const message = 'A heatmap is of one label: name one of the labels as "label".';
      context.addIssue({ code: 'custom', path: ['label'], message });
    });
}

/** What a client wants to know of its photo. */
export type SegmentRequest = z.output<ReturnType<typeof schemaOf>>;

/**
 * Checks the fields of a request, all but the photo.
 *
 * @throws Refusal `REQUEST_INVALID` naming every wrong field.
 */
export function parseSegmentRequest(fields: unknown, limits: SegmentLimits): SegmentRequest {
  const result = schemaOf(limits).safeParse(fields);
  if (result.success) return result.data;
  throw new Refusal('REQUEST_INVALID', z.prettifyError(result.error));
}
