import type { RunOptions } from '../interfaces/run-options.js';
import type { NearWord } from '../interfaces/text-vocabulary.js';
import type { LabelOptions } from '../labels/label.js';

/** Options of `lintLabels`. */
export interface LintLabelsOptions extends RunOptions, Pick<LabelOptions, 'scoring' | 'depth'> {
  /** What else photos may show; labels are compared with these words. Default: about 300 common English nouns. */
  readonly words?: readonly string[];
}

/**
 * What a finding is about:
 *
 * - `form`: a blank or repeated label, or several in one
 * - `unknown`: a word of which the text encoder knows nothing
 * - `partly-known`: a word that it reads differently, in part, or cut short
 * - `equal`: words of different labels that have the same embedding
 * - `cannot-win`: a label that never gets a pixel, because its words are unknown or equal to those of labels before it
 * - `takes-all`: the only label that can win
 * - `near-duplicate`: words of different labels that are more similar than common words are
 * - `likely-large`: the label that is the likeliest to take most of what no label names
 * - `likely-small`: one that likely takes little of it
 */
export type LabelFindingKind =
  | 'form'
  | 'unknown'
  | 'partly-known'
  | 'equal'
  | 'cannot-win'
  | 'takes-all'
  | 'near-duplicate'
  | 'likely-large'
  | 'likely-small';

/** Something to know about labels before photos are segmented with them. */
export interface LabelFinding {
  readonly kind: LabelFindingKind;
  /** Labels that it is about. */
  readonly labels: readonly string[];
  /** For people. */
  readonly message: string;
  /** Cosine of a near-duplicate, −1 to 1. */
  readonly similarity?: number;
}

/** A label among the others. */
export interface LintedLabel {
  readonly label: string;
  /** Share of the common words that are nearer to it than to any other label, 0 to 1. */
  readonly share: number;
  /** Common words that it would likely take in photos that show them, the nearest first; at most three. */
  readonly confusers: readonly NearWord[];
}

/** What text embeddings alone say about labels. */
export interface LabelLint {
  /** Different labels, in the order of the list. */
  readonly labels: readonly LintedLabel[];
  /** Ordered by kind. */
  readonly findings: readonly LabelFinding[];
  /** How many common words the text encoder knows. With fewer than 20 there are neither likelihoods nor confusers. */
  readonly commonWords: number;
  /** Words of a larger cosine are near-duplicates; absent where too few common words are known. */
  readonly similarityLimit?: number;
}
