import { describe, expect, it } from 'vitest';
import { overlayPixels, paletteFor } from '@langseg/core';
import { paintLabels } from './paint-labels.js';

const [width, height] = [7, 5];
const labelMap = new Uint8Array(width * height).map((_, i) => (i * i) % 3);
const result = { width, height, labelMap, palette: paletteFor(3) };

describe('paintLabels', () => {
  it('gives the colours of overlayPixels when it is laid on the photo', () => {
    const photo = { width, height, data: new Uint8Array(width * height * 3).map((_, i) => (i * 37) % 256) };
    const expected = overlayPixels(photo, labelMap, result.palette, { alpha: 0.4 }).data;
    const layer = paintLabels(result, { alpha: 0.4 });
    photo.data.forEach((value, i) => {
      const at = 4 * Math.floor(i / 3);
      const blended = value + (layer[at + 3] / 255) * (layer[at + (i % 3)] - value);
      expect(Math.abs(blended - expected[i])).toBeLessThanOrEqual(1);
    });
  });

  it('leaves labels out', () => {
    const layer = paintLabels(result, { hidden: new Set([0, 2]) });
    labelMap.forEach((label, i) => expect(layer[4 * i + 3] > 0).toBe(label === 1));
  });

  it('refuses a map of another size', () => {
    expect(() => paintLabels({ ...result, width: 6 })).toThrow(
      expect.objectContaining({ code: 'SHAPE_MISMATCH' }),
    );
  });
});
