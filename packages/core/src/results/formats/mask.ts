import * as z from 'zod';
import { defineFormat } from '../format/format-component.js';

/** The label's index at every pixel: 8-bit indexed PNG in the labels' colours, 16-bit grey above 256 labels. */
export const maskFormat = defineFormat({
  specVersion: 1,
  type: 'mask',
  description: "the label's index at every pixel, at the photo's size",
  endings: { '.mask.png': 'image/png' },
  configSchema: z.strictObject({}),
  async *encode(result, _options, { pictures }) {
    yield { bytes: await pictures.encodeIndices(result) };
  },
});
