import * as z from 'zod';
import { defineFormat } from '../format/format-component.js';
import { labelsOption } from './labels-option.js';

const blackAndWhite = Uint8Array.of(0, 0, 0, 255, 255, 255);

/** One mask for each label: indexed PNG, 1 (white) where the label is, else 0 (black). With `multiLabel` they may overlap. */
export const masksFormat = defineFormat({
  specVersion: 1,
  type: 'masks',
  description: 'where each label is, white on black, one picture for each',
  endings: { '.masks.png': 'image/png' },
  perLabel: true,
  configSchema: z.strictObject({
    labels: labelsOption,
  }),
  async *encode(result, { labels }, { pictures }) {
    const { width, height } = result;
    const indices = new Set((labels ?? result.labels).map((label) => result.indexOf(label)));
    for (const index of indices) {
      const part = result.labels[index];
      const picture = { width, height, labelMap: result.mask(index), palette: blackAndWhite };
      yield { part, bytes: await pictures.encodeIndices({ ...picture, labels: [`not ${part}`, part] }) };
    }
  },
});
