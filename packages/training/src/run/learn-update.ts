import type { TrainingBatch } from '../data/batch.js';
import type { RunParts } from './run-parts.js';

/** One update: the batches that it is made of, taken together. */
export interface Update {
  /** Mean loss of the batches that had pixels to learn from; `undefined` when none had. */
  readonly loss: number | undefined;
  /** L2 norm of all gradients before clipping, where the learner tells. */
  readonly gradientNorm: number | undefined;
  /** Images of the batches, for messages. */
  readonly ids: readonly string[];
}

/** The batches of an update and how fast to learn from them. */
export interface UpdatePlace {
  readonly epoch: number;
  /** Index in the epoch of the first batch. */
  readonly index: number;
  /** Batches of an update. */
  readonly accumulate: number;
  readonly learningRates: readonly number[];
}

/**
 * Learns from the batches of one update. It can't be cancelled: between its batches the state is one that no checkpoint
 * holds.
 *
 * @param first the batch at `place.index`.
 */
export async function learnUpdate(
  { learner, batches }: Pick<RunParts, 'learner' | 'batches'>,
  { epoch, index, accumulate, learningRates }: UpdatePlace,
  first: TrainingBatch,
): Promise<Update> {
  const losses: number[] = [];
  const ids: string[] = [];
  let gradientNorm: number | undefined;
  for (let part = 0; part < accumulate; part++) {
    const batch = part === 0 ? first : await batches.load(epoch, index + part);
    const result = await learner.learn(batch, learningRates);
    ids.push(...batch.ids);
    if (result.countedPixels > 0) losses.push(result.loss);
    gradientNorm = result.gradientNorm ?? gradientNorm;
  }
  const loss = losses.length > 0 ? losses.reduce((sum, value) => sum + value, 0) / losses.length : undefined;
  return { loss, gradientNorm, ids };
}
