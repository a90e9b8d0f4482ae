import type { NearWord } from '../interfaces/text-vocabulary.js';
import type { RunOptions } from '../interfaces/run-options.js';

/** How well a label fits a pixel. */
export interface ExplainedLabel {
  readonly label: string;
  /** Position of the label in its set. */
  readonly index: number;
  /** What labels are compared by: the logit, or where probabilities are compared the logarithm of one. */
  readonly score: number;
  /** The softmax of the scores over all labels, at the model's calibrated temperature or 1. */
  readonly probability: number;
  /** Cosine between the pixel's embedding and that of the word; none for a label without words. */
  readonly similarity?: number;
  /** Of several words of the label, the one that fits best. */
  readonly word?: string;
}

/** Why a pixel has its label. */
export interface Explanation {
  readonly x: number;
  readonly y: number;
  /** The pixel's label in the result. */
  readonly label: string;
  readonly index: number;
  /** Labels by score, the best first. The first one is not the pixel's where that is `other` because nothing was sure enough. */
  readonly ranking: readonly ExplainedLabel[];
  /** How much higher the best score is than the second; none for a single label. */
  readonly margin?: number;
  /** The label that the pixel would have without its own; none for a single label. */
  readonly otherwise?: string;
  /** Words nearest to the pixel's embedding, of the list that was given or the text encoder's own. */
  readonly nearest?: readonly NearWord[];
}

/** Options of explaining a pixel. */
export interface ExplainOptions extends RunOptions {
  /** Words to look for near the pixel's embedding. Default: the text encoder's vocabulary, where it has one. */
  readonly words?: readonly string[];
  /** How many near words are named. Default 5. */
  readonly nearest?: number;
  /** How many labels are ranked. Default 10. */
  readonly top?: number;
}
