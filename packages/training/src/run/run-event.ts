import type { StepMetrics, ValidationMetrics } from './run-metrics.js';

/** What a run tells while it goes on. */
export type RunEvent =
  | {
      readonly type: 'step';
      readonly metrics: StepMetrics;
      /** All updates of the run. */
      readonly steps: number;
      readonly epochs: number;
      /** Mean of the latest losses. */
      readonly smoothedLoss: number;
      /** Expected seconds to the end of training, validations left out. */
      readonly secondsLeft: number;
    }
  | { readonly type: 'validating'; readonly done: number; readonly total: number }
  | { readonly type: 'validation'; readonly metrics: ValidationMetrics; readonly isBest: boolean }
  | { readonly type: 'checkpoint'; readonly path: string; readonly step: number };
