import { describe, expect, it } from 'vitest';
import { FewShotMatrices, type FewShotMatricesJson } from './few-shot-matrices.js';
import { fewShotScores } from './few-shot-scores.js';

function example(): FewShotMatrices {
  const matrices = new FewShotMatrices([5, 6, 7]);
  matrices.add(5, [1, 1, 0, 0, 1], [1, 0, 0, 1, 255]);
  matrices.add(6, Uint8Array.of(1, 1, 1, 0), Uint8Array.of(1, 1, 0, 0));
  matrices.add(5, [1, 0], [1, 0]);
  return matrices;
}

describe('fewShotScores', () => {
  it('averages over all classes of the fold, and over foreground and background', () => {
    const { mIoU, fbIoU, classIoU } = fewShotScores(example());
    expect([...classIoU]).toEqual([
      [5, 2 / 4],
      [6, 2 / 3],
      [7, 0],
    ]);
    expect(mIoU).toBeCloseTo((2 / 4 + 2 / 3) / 3, 15);
    // Background: 1 + 1 + 1 of 3 + 2 + 1; foreground: 1 + 2 + 1 of 3 + 3 + 1.
    expect(fbIoU).toBeCloseTo((3 / 6 + 4 / 7) / 2, 15);
  });

  it('has no FB-IoU without episodes', () => {
    expect(fewShotScores(new FewShotMatrices([1]))).toMatchObject({ mIoU: 0, fbIoU: NaN });
  });
});

describe('FewShotMatrices', () => {
  it('adds up, and goes through JSON', () => {
    const twice = example();
    twice.merge(example());
    expect(twice.matrices.get(6)!.counts.reduce((sum, count) => sum + count)).toBe(8);
    const json = JSON.parse(JSON.stringify(twice)) as FewShotMatricesJson;
    expect(FewShotMatrices.fromJSON(json)).toEqual(twice);
  });

  it('takes only classes of the fold, and two labels', () => {
    expect(() => example().add(8, [0], [0])).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(() => example().merge(new FewShotMatrices([8]))).toThrow(
      'The fold has no class 8; it has 5, 6, 7.',
    );
    expect(() => example().add(5, [0], [2])).toThrow(expect.objectContaining({ code: 'LABELS_INVALID' }));
    const other = example();
    other.add(5, [0], [9], { ignoreIndex: 9 });
    expect(other).toEqual(example());
  });
});
