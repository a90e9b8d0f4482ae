/** A label of several words, or a branch of other labels. */
export interface LabelGroup {
  /** What the label is called in results. It is no word itself: name it among the words if it is one. */
  readonly name: string;
  /** Words and phrases that stand for it. */
  readonly words?: readonly string[];
  /** Labels that it is made of. */
  readonly children?: readonly Label[];
}

/** What to look for: a word or phrase, or a named group of them. */
export type Label = string | LabelGroup;

/** How the scores of several words become the score of their label: the best of them, or log Σ exp, which adds up their probabilities. */
export type WordScoring = 'max' | 'log-sum-exp';

/** What becomes of labels and of pixels that none of them fits. */
export interface LabelOptions {
  /** How a label of several words is scored. Default `max`. */
  readonly scoring?: WordScoring;
  /**
   * Levels of a tree of labels that the result tells apart: at 1 a branch is one label, at 2 its children are labels, and so
   * on. Default 1.
   */
  readonly depth?: number;
  /**
   * Adds a label `other` for what none of the labels fits: it wins where no logit is larger than this number, or with `auto` than
   * the threshold that the model was calibrated with. Where one of the labels is called `other`, that one takes these pixels.
   */
  readonly other?: 'auto' | number;
  /**
   * Pixels whose label is less probable than this go to `other`, 0 to 1. Probabilities are those of a softmax over all labels, at
   * the temperature that the model was calibrated with, or 1. Default 0.
   */
  readonly minScore?: number;
  /** The same for the difference between the probabilities of the label and the runner-up, 0 to 1. Default 0. */
  readonly minMargin?: number;
  /**
   * Several labels may share a pixel: each is compared with "none of these" alone, at the logit that `other` gives (default `auto`), and
   * fits where it is more probable than `minScore` (default 0.5, not 0 or 1). Masks, areas and RLE are those of all labels that fit,
   * the label map is that of the best one, and pixels that no label fits are `other`. `minMargin` is not possible. Default false.
   */
  readonly multiLabel?: boolean;
}

/** Those of some options that are about labels; plain data, to be sent to another thread. */
export function labelOptionsOf(options: LabelOptions): LabelOptions {
  const { scoring, depth, other, minScore, minMargin, multiLabel } = options;
  return { scoring, depth, other, minScore, minMargin, multiLabel };
}
