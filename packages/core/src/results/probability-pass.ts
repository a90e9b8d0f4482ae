import type { RunOptions } from '../interfaces/run-options.js';
import { createLogSumAccumulator, type ProbabilityMapOptions } from '../math/log-sum-map.js';
import { piecesOf } from '../math/pieces-of.js';
import { fillProbabilities } from '../math/probability-map.js';
import { runInSlices } from '../math/run-in-slices.js';
import { labelPlane } from '../math/score-map.js';
import type { Tensor } from '../tensor/tensor.js';

/** Labels whose logits are asked for at once, unless fewer are allowed. */
const usualPieceSize = 64;

/** Logits that are held from the first look at them to the second: 2²⁵ floats, 128 MB. Others are asked for again. */
const maxHeld = 2 ** 25;

/** What {@link probabilityPass} needs to know of a result. */
export interface ProbabilityPassInit extends ProbabilityMapOptions, RunOptions {
  readonly labelCount: number;
  /** Labels whose probabilities are wanted. */
  readonly wanted: ReadonlySet<number>;
  /** For how many labels `logitsOf` may be asked at once. */
  readonly labelsAtOnce?: number;
  /** Logits `[n, h, w]` of some labels. */
  readonly logitsOf: (labelIndices: readonly number[], options: RunOptions) => Promise<Tensor<'float32'>>;
}

/**
 * Probabilities of labels at every pixel, in the order of the labels: all logits are summed up once, and then each label is
 * compared with the sums. The work grows with the number of labels, memory does not: sums of 8 bytes a pixel, one map of
 * probabilities, and logits of a bounded number of labels.
 *
 * @returns the label's index with its probabilities 0..1, row-major, `height × width`.
 */
export async function* probabilityPass(
  init: ProbabilityPassInit,
): AsyncGenerator<{ readonly index: number; readonly values: Float32Array }, void, undefined> {
  const { labelCount, wanted, logitsOf, signal, labelsAtOnce = usualPieceSize } = init;
  const pieces = piecesOf(labelCount, Math.min(usualPieceSize, labelsAtOnce));
  const accumulator = createLogSumAccumulator(init);
  const held: Tensor<'float32'>[] = [];
  let heldElements = 0;
  for (const piece of pieces) {
    const logits = await logitsOf(piece, { signal });
    await runInSlices(accumulator.addInSteps(logits), { signal });
    heldElements += logits.data.length;
    if (heldElements <= maxHeld) held.push(logits);
  }
  for (const [at, piece] of pieces.entries()) {
    if (!piece.some((index) => wanted.has(index))) continue;
    const logits = held[at] ?? (await logitsOf(piece, { signal }));
    for (const [place, index] of piece.entries()) {
      if (!wanted.has(index)) continue;
      const values = new Float32Array(init.width * init.height);
      const plane = labelPlane(logits, place);
      await runInSlices(fillProbabilities(plane, accumulator.logSums, values, init), { signal });
      yield { index, values };
    }
  }
}
