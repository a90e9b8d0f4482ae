import { argmax, type Tensor } from '@langseg/core';
import { ConfusionMatrix, segmentationScores } from '@langseg/evaluation';
import * as z from 'zod';

/** What upstream's `batch_pix_accuracy` and `batch_intersection_union` return. */
export const officialCounts = z.object({
  correct: z.number(),
  labeled: z.number(),
  inter: z.array(z.number()),
  union: z.array(z.number()),
});

/** See {@link officialCounts}. */
export type OfficialCounts = z.output<typeof officialCounts>;

/** The matrix of the images of one batch: logits `[B, N, H, W]` and targets `[B, H, W]`, of which upstream ignores −1. */
export function matrixOfLogits(logits: Tensor<'float32'>, target: Tensor): ConfusionMatrix {
  const matrix = new ConfusionMatrix(logits.shape[1]);
  matrix.add(argmax(logits, 1).data, Array.from(target.data, Number), {
    ignoreIndex: -1,
    unknownTargets: 'count',
  });
  return matrix;
}

/** Upstream's counts, from a matrix. */
export function countsOf(matrix: ConfusionMatrix): OfficialCounts {
  const { classes } = segmentationScores(matrix, { convention: 'official' });
  return {
    correct: classes.reduce((sum, { intersection }) => sum + intersection, 0),
    labeled: matrix.counts.reduce((sum, count) => sum + count, 0),
    inter: classes.map(({ intersection }) => intersection),
    union: classes.map(({ union }) => union),
  };
}
