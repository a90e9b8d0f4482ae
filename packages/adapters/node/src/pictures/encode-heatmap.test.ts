import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { encodeHeatmap } from './encode-heatmap.js';

async function pixels(png: Uint8Array): Promise<number[][]> {
  const { data } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  return Array.from({ length: data.length / 3 }, (_, i) => [...data.subarray(3 * i, 3 * i + 3)]);
}

describe('encodeHeatmap', () => {
  it('goes from viridis dark blue to yellow', async () => {
    const png = await encodeHeatmap(Float32Array.of(0, 1, -3, 9), { width: 2, height: 2 });
    const [low, high] = [
      [0x44, 0x01, 0x54],
      [0xfd, 0xe7, 0x25],
    ];
    expect(await pixels(png)).toEqual([low, high, low, high]);
  });

  it('lets a photo shine through in grey', async () => {
    const over = { width: 2, height: 1, data: Uint8Array.of(0, 0, 0, 255, 255, 255) };
    const [dark, light] = await pixels(
      await encodeHeatmap(Float32Array.of(0.5, 0.5), { width: 2, height: 1, over }),
    );
    for (const channel of [0, 1, 2]) expect(light[channel] - dark[channel]).toBeCloseTo(0.35 * 255, -1);
  });

  it('refuses other sizes', async () => {
    const options = { width: 2, height: 2 };
    await expect(encodeHeatmap(new Float32Array(3), options)).rejects.toMatchObject({
      code: 'SHAPE_MISMATCH',
    });
    const over = { width: 1, height: 4, data: new Uint8Array(12) };
    await expect(encodeHeatmap(new Float32Array(4), { ...options, over })).rejects.toMatchObject({
      code: 'SHAPE_MISMATCH',
    });
  });
});
