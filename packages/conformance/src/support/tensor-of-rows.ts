import { softmaxInPlace, tensor, type ScoreRows, type Tensor } from '@langseg/core';

/** All rows, as a tensor `[height, width, labels]`. */
export function tensorOfRows({ width, height, labelCount, ...rows }: ScoreRows): Tensor<'float32'> {
  const all = tensor('float32', [height, width, labelCount]);
  const size = width * labelCount;
  for (let y = 0; y < height; y++) rows.fill(y, all.data.subarray(y * size, (y + 1) * size));
  return all;
}

/** The softmax of logits, row by row. */
export function probabilitiesOf(scores: ScoreRows): ScoreRows {
  const { width, height, labelCount } = scores;
  return {
    width,
    height,
    labelCount,
    kind: 'probabilities',
    fill(y, target) {
      scores.fill(y, target);
      softmaxInPlace(target, labelCount);
    },
  };
}
