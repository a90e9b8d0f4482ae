import * as z from 'zod';
import type { LabelOptions } from '../labels/label.js';
import { LangSegError } from '../errors/lang-seg-error.js';

/** Checks `calibration` of a bundle's `config.json`. */
export const calibrationSchema = z.object({
  temperature: z.number().min(1e-3).max(1000),
  threshold: z.number().min(-1e6).max(1e6),
});

/** How sure a model may be of its labels, measured on labelled photos. */
export interface Calibration {
  /** Divides the logits before the softmax, so that probabilities are how often the model is right. */
  readonly temperature: number;
  /** Logit of "none of these": a pixel whose labels all lie below shows something else. */
  readonly threshold: number;
}

/**
 * The logit of "none of these".
 *
 * @param other a logit, or `auto` for that of the calibration.
 * @throws LangSegError `USAGE` for what is no number, and for `auto` without a calibration.
 */
export function otherLogit(other: unknown, calibration: Calibration | undefined): number {
  if (typeof other === 'number' && Number.isFinite(other)) return other;
  if (other !== 'auto')
    throw new LangSegError('USAGE', `"other" must be "auto" or a logit, got ${String(other)}.`, { other });
  if (calibration) return calibration.threshold;
  throw new LangSegError(
    'USAGE',
    'This model was not calibrated, so it does not know when none of the labels fits. Give a logit instead of "auto", or ' +
      'calibrate it on labelled photos: langseg calibrate.',
    { other },
  );
}

/**
 * The logit above which a label fits a pixel, whatever the other labels are: where its probability against "none of these"
 * alone is `minScore`.
 *
 * @throws LangSegError `USAGE` for a probability of 0, 1 or outside of them, with `minMargin`, and as {@link otherLogit}.
 */
export function cutoffLogit(
  { other = 'auto', minScore = 0.5, minMargin }: LabelOptions,
  calibration: Calibration | undefined,
): number {
  if (minMargin !== undefined)
    throw new LangSegError(
      'USAGE',
      '"minMargin" compares a label with the runner-up, but with "multiLabel" labels don\'t compete. Use "minScore".',
      { minMargin },
    );
  if (!(typeof minScore === 'number' && minScore > 0 && minScore < 1))
    throw new LangSegError(
      'USAGE',
      `With "multiLabel", "minScore" is a probability between 0 and 1, got ${String(minScore)}.`,
      { minScore },
    );
  const { temperature = 1 } = calibration ?? {};
  return otherLogit(other, calibration) + temperature * Math.log(minScore / (1 - minScore));
}
