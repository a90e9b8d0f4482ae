import { describe, expect, it } from 'vitest';
import { colorParts, couplingRegularizer } from '../__fixtures__/fake-parts.js';
import { tensor } from '../tensor/tensor.js';
import { Segmenter } from './segmenter.js';

const stripes = { width: 3, height: 1, data: Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255]) };

describe('labelVectors', () => {
  it('gives vectors the words that pixels with these embeddings get, whatever their length', async () => {
    const { regularizer, seen } = couplingRegularizer();
    const segmenter = new Segmenter(colorParts(regularizer).parts);
    const image = await segmenter.encode(stripes);
    const { rows, columns, vectors } = image.embeddings();
    expect([rows, columns]).toEqual([1, 3]);
    const scaled = tensor(
      'float32',
      [3, 3],
      vectors.map((value) => 0.01 * value),
    );

    const warnings: string[] = [];
    const found = await segmenter.labelVectors(
      scaled,
      ['blue', { name: 'colours', words: ['red', 'green'] }],
      {
        onWarning: ({ message }) => warnings.push(message),
      },
    );
    expect(found.labels).toEqual(['blue', 'colours']);
    expect([...found.labelMap]).toEqual([1, 1, 0]);
    expect(seen).toEqual([]);
  });

  it('gives "other" what nothing fits, and a vector of zeros the first label', async () => {
    const segmenter = new Segmenter(colorParts().parts);
    const grey = Math.sqrt(1 / 3);
    const vectors = tensor('float32', [3, 3], Float32Array.from([1, 0, 0, grey, grey, grey, 0, 0, 0]));
    const unsure = await segmenter.labelVectors(vectors, ['red', 'green', 'blue'], { minMargin: 0.5 });
    expect(unsure.labels).toEqual(['red', 'green', 'blue', 'other']);
    expect([...unsure.labelMap]).toEqual([0, 3, 3]);
    const sure = await segmenter.labelVectors(vectors, ['green', 'red']);
    expect([...sure.labelMap]).toEqual([1, 0, 0]);
  });

  it('compares many vectors piece by piece', async () => {
    const segmenter = new Segmenter(colorParts().parts);
    const count = Math.floor(2 ** 24 / 3) + 2;
    const vectors = tensor('float32', [count, 3]);
    for (let i = 0; i < count; i++) vectors.data[3 * i + (i % 2)] = 1;
    const { labelMap } = await segmenter.labelVectors(vectors, ['red', 'green']);
    expect(labelMap.length).toBe(count);
    expect([...labelMap.subarray(-3)]).toEqual([0, 1, 0].map((value) => (count % 2 ? value : 1 - value)));
  }, 30_000);

  it('refuses vectors of another model and grids without cells', async () => {
    const segmenter = new Segmenter(colorParts().parts);
    await expect(segmenter.labelVectors(tensor('float32', [2, 4]), ['red'])).rejects.toThrow(
      expect.objectContaining({ code: 'SHAPE_MISMATCH' }),
    );
    const image = await segmenter.encode(stripes);
    expect(() => image.embeddings(0)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});
