import { cutoffLogit, otherLogit, type Calibration } from '../calibration/calibration.js';
import type { PipelineParts } from '../components/pipeline.js';
import type { LabelWarning } from '../interfaces/text-encoder.js';
import { boundedWarnings } from '../labels/bounded-warnings.js';
import type { Label, LabelOptions } from '../labels/label.js';
import { createLabelSet, type LabelSet } from '../labels/label-set.js';
import { warnEmbedded } from '../labels/warn-embedded.js';
import { asksForSureness } from '../scores/reject-unsure.js';
import type { Tensor } from '../tensor/tensor.js';
import type { SegmentOptions } from './segment-options.js';

/** A set of labels, with the embeddings `[W, D]` of its words. */
export interface EmbeddedSet extends LabelSet {
  readonly text: Tensor<'float32'>;
  /** With `multiLabel`: a label fits a pixel where its logit is larger. */
  readonly cutoff?: number;
}

/**
 * What the labels of a result are called: those of the tree at its depth, and `other` where the options add it.
 *
 * @throws LangSegError `LABELS_INVALID`, `USAGE` for limits that make no sense.
 */
export function labelNames(labels: readonly Label[], options: LabelOptions = {}): readonly string[] {
  const { scoring, depth, other, multiLabel = false } = options;
  const hasOther = multiLabel || asksForSureness(options) || other !== undefined;
  return createLabelSet(labels, { scoring, depth, ...(hasOther && { other: -Infinity }) }).labels;
}

/**
 * Embeds the words of labels, with a warning about those that are probably not meant.
 *
 * @throws LangSegError `LABELS_INVALID`, `USAGE` for limits that make no sense, and what the text encoder throws.
 */
export async function embedLabels(
  labels: readonly Label[],
  segmentOptions: SegmentOptions,
  { textEncoder }: Pick<PipelineParts, 'textEncoder'>,
  calibration: Calibration | undefined,
): Promise<EmbeddedSet> {
  const { scoring, depth, other, onWarning, ...options } = segmentOptions;
  const unsure = asksForSureness(options) ? -Infinity : undefined;
  const cutoff = options.multiLabel ? cutoffLogit(segmentOptions, calibration) : undefined;
  const logit = cutoff ?? (other === undefined ? unsure : otherLogit(other, calibration));
  const set = createLabelSet(labels, { scoring, depth, other: logit });
  const warnings = boundedWarnings(onWarning);
  try {
    set.warnings.forEach(warnings.add);
    // Of blank labels the set has warned already.
    const onEncoderWarning = (warning: LabelWarning): void => {
      if (warning.label.trim() !== '') warnings.add(warning);
    };
    const text = await textEncoder.encode(set.words, { ...options, onWarning: onEncoderWarning });
    warnEmbedded(set, text).forEach(warnings.add);
    return { ...set, text, ...(cutoff !== undefined && { cutoff }) };
  } finally {
    warnings.finish();
  }
}
