import * as z from 'zod';
import { defineFormat } from '../format/format-component.js';
import { heatmapPixels } from '../heatmap.js';
import { labelsOption } from './labels-option.js';

/** How probable each label is at every pixel, one picture a label; all come from one pass over the logits. */
export const heatmapsFormat = defineFormat({
  specVersion: 1,
  type: 'heatmaps',
  description: 'how probable a label is, one picture for each',
  endings: { '.heatmap.png': 'image/png' },
  perLabel: true,
  configSchema: z.strictObject({
    labels: labelsOption,
    temperature: z
      .number()
      .positive()
      .max(1000)
      .default(1)
      .describe('Divides the logits before the softmax: above 1 softer, below 1 sharper.'),
    colorMap: z.enum(['viridis', 'gray']).default('viridis').describe('How a probability becomes a colour.'),
    photo: z.boolean().default(true).describe('Lay the colours on the photo in grey.'),
  }),
  async *encode(
    result,
    { labels, temperature, colorMap, photo: over },
    { photo, pictures, mediaType, signal },
  ) {
    const { width, height } = result;
    for await (const { label, values } of result.heatmaps({ labels, temperature, signal })) {
      const picture = heatmapPixels(values, width, height, { colorMap, over: over ? photo : undefined });
      yield { part: label, bytes: await pictures.encode(picture, { mediaType }) };
    }
  },
});
