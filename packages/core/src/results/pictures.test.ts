import { describe, expect, it } from 'vitest';
import { heatmapPixels } from './heatmap.js';
import { overlayPixels } from './overlay.js';

describe('overlayPixels', () => {
  const image = { width: 3, height: 1, data: new Uint8Array([10, 20, 30, 10, 20, 30, 200, 200, 200]) };
  const palette = new Uint8Array([0, 0, 0, 110, 220, 30]);

  it('tints with half opacity and draws outlines in full colour', () => {
    const found = overlayPixels(image, new Uint8Array([1, 1, 0]), palette);
    expect([...found.data]).toEqual([60, 120, 30, 110, 220, 30, 100, 100, 100]);
  });

  it('leaves outlines out and mixes as told', () => {
    const options = { alpha: 0, boundaries: false };
    expect(overlayPixels(image, new Uint8Array([1, 1, 0]), palette, options)).toEqual(image);
    const solid = overlayPixels(image, new Uint16Array([1, 3, 0]), palette, { alpha: 1 });
    expect([...solid.data]).toEqual([110, 220, 30, 110, 220, 30, 0, 0, 0]);
  });

  it('refuses a map of another size', () => {
    expect(() => overlayPixels(image, new Uint8Array(4), palette)).toThrow(/3 × 1 pixels, got 4/);
  });
});

describe('heatmapPixels', () => {
  it('goes from dark blue to yellow, or from black to white', () => {
    const values = new Float32Array([0, 1, -3, 7]);
    expect([...heatmapPixels(values, 2, 2).data]).toEqual([
      0x44, 0x01, 0x54, 0xfd, 0xe7, 0x25, 0x44, 0x01, 0x54, 0xfd, 0xe7, 0x25,
    ]);
    const gray = heatmapPixels(new Float32Array([0, 0.2, 1]), 3, 1, { colorMap: 'gray' });
    expect([...gray.data]).toEqual([0, 0, 0, 51, 51, 51, 255, 255, 255]);
  });

  it('gets brighter all the way', () => {
    const { data } = heatmapPixels(
      Float32Array.from({ length: 256 }, (_, i) => i / 255),
      256,
      1,
    );
    const luma = Array.from(
      { length: 256 },
      (_, i) => 0.2 * data[3 * i] + 0.7 * data[3 * i + 1] + 0.1 * data[3 * i + 2],
    );
    expect(luma.every((value, i) => i === 0 || value > luma[i - 1] - 0.5)).toBe(true);
  });

  it('refuses another number of values', () => {
    expect(() => heatmapPixels(new Float32Array(3), 2, 2)).toThrow(/4 values, got 3/);
  });
});
