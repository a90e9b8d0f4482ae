import type { SetupOptions } from '../../setup/setup-options.js';
import type { EvalOptions } from '../eval/eval-options.js';

/** Options of `langseg calibrate` as the parser gives them. */
export interface CalibrateCommandOptions extends Omit<
  EvalOptions,
  'protocol' | 'spelling' | 'fold' | 'convention' | 'moreThanPixels' | 'report' | 'against'
> {
  readonly seed: number;
  readonly write?: boolean;
  /** File that keeps what was measured. */
  readonly record?: string;
}

/** Options of `langseg calibrate merge`. */
export type CalibrateMergeOptions = Pick<CalibrateCommandOptions, 'model' | 'out' | 'write' | 'json'> &
  SetupOptions;
