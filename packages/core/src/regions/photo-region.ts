import type { RunOptions } from '../interfaces/run-options.js';
import type { NearWord } from '../interfaces/text-vocabulary.js';

/** Connected part of a photo whose embeddings are similar, on the grid of the embeddings. */
export interface PhotoRegion {
  readonly rows: number;
  readonly columns: number;
  /** `[rows, columns]`: 1 in the region. */
  readonly mask: Uint8Array;
  /** `[rows, columns]`: cosine between each cell's embedding and the mean of the region's, −1 to 1. */
  readonly similarities: Float32Array;
  /** Least similarity of what was added to the region. */
  readonly threshold: number;
  /** Part of the photo that the region covers, 0 to 1. */
  readonly share: number;
  /** Words for it, the likeliest first. */
  readonly words: readonly NearWord[];
}

/** Options of finding a region. */
export interface RegionOptions extends RunOptions {
  /**
   * Least cosine between a cell and the region, −1 to 1. Default: what divides the photo's cells best into
   * alike, near and others.
   */
  readonly similarity?: number;
  /** Words to choose from. Default: about 250 common English nouns for things that photos show. */
  readonly words?: readonly string[];
  /** At most so many words. Default 6. */
  readonly count?: number;
}
