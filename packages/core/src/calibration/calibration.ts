import { z } from 'zod';
import { LangSegError } from '../errors/lang-seg-error.js';

/** Checks `calibration` of a bundle's `config.json`. */
export const calibrationSchema = z.object({
  temperature: z.number().positive(),
  threshold: z.number(),
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
