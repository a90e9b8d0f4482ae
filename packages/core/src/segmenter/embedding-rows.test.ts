import { expect, it } from 'vitest';
import { colorParts } from '../__fixtures__/fake-parts.js';
import { Segmenter } from './segmenter.js';

/** Red 255, green 51; blue 102, black. */
const photo = { width: 2, height: 2, data: Uint8Array.of(255, 0, 0, 0, 51, 0, 0, 0, 102, 0, 0, 0) };

it('reads vectors of length 1 and what their length was, some rows at a time', async () => {
  const segmenter = new Segmenter(colorParts().parts);
  expect(segmenter.embeddingDim).toBe(3);
  const image = await segmenter.encode(photo);
  const grid = image.embeddingRows();
  expect(grid).toMatchObject({ rows: 2, columns: 2, dim: 3 });
  const [top, bottom] = [grid.read(0, 1), grid.read(1, 1)];
  expect([...top.vectors]).toEqual([1, 0, 0, 0, 1, 0]);
  expect([...bottom.vectors]).toEqual([0, 0, 1, 0, 0, 0]);
  [1, 0.2, 0.4, 0].forEach((norm, i) => expect([...top.norms, ...bottom.norms][i]).toBeCloseTo(norm, 6));
  expect(grid.read(0, 2).vectors).toEqual(image.embeddings().vectors);
  for (const [first, count] of [
    [-1, 1],
    [1, 2],
    [0, -1],
  ])
    expect(() => grid.read(first, count)).toThrow(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
  image.dispose();
  expect(() => grid.read(0, 1)).toThrow(expect.objectContaining({ code: 'DISPOSED' }));
});

it('is the mean of several views, and smaller when asked', async () => {
  const image = await new Segmenter(colorParts().parts).encode(photo, { view: { flip: true } });
  expect(image.embeddingRows(1)).toMatchObject({ rows: 1, columns: 1 });
  expect(image.embeddingRows().read(0, 1).norms[0]).toBeCloseTo(1, 6);
});

it('is compared with the vectors of words', async () => {
  const { shape, data } = await new Segmenter(colorParts().parts).embedWords(['blue', 'unheard of']);
  expect([shape, [...data]]).toEqual([
    [2, 3],
    [0, 0, 1, 0, 0, 0],
  ]);
});
