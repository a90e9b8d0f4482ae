import type { EvalOptions } from '../eval/eval-options.js';

/** Options of `langseg calibrate` as the parser gives them. */
export interface CalibrateCommandOptions extends Omit<
  EvalOptions,
  'protocol' | 'spelling' | 'fold' | 'convention' | 'moreThanPixels' | 'report' | 'against' | 'shard'
> {
  readonly seed: number;
  readonly write?: boolean;
}
