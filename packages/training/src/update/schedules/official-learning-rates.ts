/** Learning rates of the two parts of an LSeg network. */
export interface LearningRates {
  /** Of the pretrained image backbone. */
  readonly backbone: number;
  /** Of everything that is trained from scratch: reassembling, fusion and head, upstream's `scratch.*`. */
  readonly decoder: number;
}

/**
 * The rates at which the official training begins: its base rate is meant for batches of 16 images and grows with the
 * batch, base / 16 · batch, and the decoder learns ten times as fast. Follows `LSegmentationModule` of isl-org/lang-seg,
 * where a run's `base_lr` is 0.004.
 *
 * @param batchSize images that are averaged in one update of the weights.
 */
export function officialLearningRates(batchSize: number, baseLearningRate = 0.004): LearningRates {
  const backbone = (baseLearningRate / 16) * batchSize;
  return { backbone, decoder: 10 * backbone };
}
