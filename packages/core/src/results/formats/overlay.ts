import * as z from 'zod';
import { defineFormat } from '../format/format-component.js';
import { overlayPixels } from '../overlay.js';

/** The photo tinted in the labels' colours, with thin outlines between them and, where there are letters, a legend. */
export const overlayFormat = defineFormat({
  specVersion: 1,
  type: 'overlay',
  description: "the photo in the labels' colours, with a legend",
  endings: {
    '.overlay.png': 'image/png',
    '.png': 'image/png',
    '.jpg': 'image/jpeg',
    '.jpeg': 'image/jpeg',
  },
  configSchema: z.strictObject({
    alpha: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe('Opacity of the colours: 0 leaves the photo, 1 hides it.'),
    boundaries: z.boolean().default(true).describe('Draw the outlines of the areas in full colour.'),
    legend: z.boolean().default(true).describe('Add a panel that says which colour is which label.'),
    quality: z.int().min(1).max(100).default(90).describe('Of JPEG: 1 is small, 100 is good.'),
  }),
  async *encode(result, { alpha, boundaries, legend, quality }, { photo, pictures, mediaType }) {
    const overlay = overlayPixels(photo, result.labelMap, result.palette, { alpha, boundaries });
    const picture = legend ? await pictures.addLegend?.(overlay, result.legend()) : undefined;
    yield { bytes: await pictures.encode(picture ?? overlay, { mediaType, quality }) };
  },
});
