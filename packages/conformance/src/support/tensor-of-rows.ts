import { tensor, type ScoreRows, type Tensor } from '@langseg/core';

/** All rows, as a tensor `[height, width, labels]`. */
export function tensorOfRows({ width, height, labelCount, ...rows }: ScoreRows): Tensor<'float32'> {
  const all = tensor('float32', [height, width, labelCount]);
  const size = width * labelCount;
  for (let y = 0; y < height; y++) rows.fill(y, all.data.subarray(y * size, (y + 1) * size));
  return all;
}
