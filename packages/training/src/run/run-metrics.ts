/** What is recorded of one update: a line of `metrics.jsonl`. */
export interface StepMetrics {
  readonly type: 'step';
  /** The update, from 1. */
  readonly step: number;
  readonly epoch: number;
  /** Mean over the batches of the update; `null` where every pixel was ignored, or when it was no number. */
  readonly loss: number | null;
  /** One for each parameter group. */
  readonly learningRates: readonly number[];
  /** L2 norm of all gradients before clipping, where the recipe asks for clipping. */
  readonly gradientNorm?: number;
  readonly imagesPerSecond: number;
  /** Time spent training so far, in seconds. */
  readonly seconds: number;
}

/** What is recorded of one validation. */
export interface ValidationMetrics {
  readonly type: 'validation';
  readonly step: number;
  readonly epoch: number;
  /** Mean of the sets' mIoU, 0 to 1. */
  readonly score: number;
  readonly sets: readonly SetMetrics[];
}

/** How well one validation set was segmented. */
export interface SetMetrics {
  readonly name: string;
  /** Mean IoU over the classes that it shows, 0 to 1. */
  readonly meanIou: number;
  /** Share of pixels that got their own label, 0 to 1. */
  readonly pixelAccuracy: number;
  /** The classes that the set shows, over which the mean is taken. */
  readonly classes: readonly { readonly label: string; readonly iou: number }[];
  /** All labels that were offered, those included that the set does not show. */
  readonly labels: number;
  readonly images: number;
}

/** A line of `metrics.jsonl`. */
export type RunMetrics = StepMetrics | ValidationMetrics;
