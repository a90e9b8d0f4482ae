import type { RgbImage } from './image-io.js';
import type { Disposable, RunOptions } from './run-options.js';
import type { ScoreRows } from './score-rows.js';

/** Makes the outlines of labels follow the photo, at the photo's own resolution: the last step before the label map. */
export interface Refiner extends Disposable {
  readonly specVersion: 1;
  /**
   * How far away a pixel can change another one, as a share of the longer side of the photo. With it, below 1/4, photos that are read by
   * rows are refined in parts that overlap; without it they are not refined.
   */
  readonly reach?: number;
  /**
   * Reads a photo. What it finds out is kept as long as the photo is and used for every list of labels, so everything that
   * doesn't depend on labels belongs here.
   *
   * @throws LangSegError `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  guide(photo: RgbImage, options?: RunOptions): Promise<RefinerGuide>;
}

/** A photo that a {@link Refiner} has read. Holds nothing but JavaScript memory. */
export interface RefinerGuide {
  /**
   * Refines the scores of labels.
   *
   * @param scores of the photo that was read, as logits or as probabilities.
   * @returns probabilities of the same labels and size, 0..1, which add up to 1 at every pixel; permuting the labels permutes
   * them. Rows are computed when they are asked for, from memory that doesn't grow with labels × pixels.
   * @throws LangSegError `SHAPE_MISMATCH` for scores of another size, `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  refine(scores: ScoreRows, options?: RunOptions): Promise<ScoreRows>;
}
