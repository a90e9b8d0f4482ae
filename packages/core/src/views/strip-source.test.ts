import { expect, it } from 'vitest';
import { createStripSource } from './strip-source.js';

it('reads at most 128 MB of a photo at once', async () => {
  const [width, height] = [2 ** 20, 60];
  const bytes: number[] = [];
  const source = createStripSource(
    {
      width,
      height,
      read(first, last) {
        const data = new Uint8Array(3 * width * (last - first)).fill(last);
        bytes.push(data.length);
        return Promise.resolve({ width, height: last - first, data });
      },
    },
    { canvas: { width, height } },
    { resample: 'bilinear', alignCorners: false },
  );
  const { image } = await source({ x: 0, y: 0, width, height }, {});
  expect(bytes).toEqual([42 * 3 * width, 18 * 3 * width]);
  const valueOf = (row: number) => image.data[row * 3 * width];
  expect([0, 41, 42, 59].map(valueOf)).toEqual([42, 42, 60, 60]);
});
