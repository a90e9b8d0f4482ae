/**
 * Scores of every label at every pixel of a photo, a row at a time: what is read by whoever refines, rejects or explains,
 * whether one view, several or a refiner made them. No array of labels × pixels ever exists.
 */
export interface ScoreRows {
  /** Size of the photo. */
  readonly width: number;
  readonly height: number;
  readonly labelCount: number;
  /** `logits`: a softmax over the labels makes probabilities of them. `probabilities`: they add up to 1 at every pixel. */
  readonly kind: 'logits' | 'probabilities';
  /**
   * Writes row `y` of the photo. Any order works; ascending is the fast one.
   *
   * @param target `[width, labelCount]`: all scores of a pixel side by side.
   */
  fill(y: number, target: Float32Array): void;
  /**
   * Writes some pixels of row `y`, for sources that compute no others then. Rows that change what other ones give have to change this,
   * too, or leave it out.
   *
   * @param columns of the pixels.
   * @param target `[columns, labelCount]`.
   */
  fillAt?(y: number, columns: Int32Array, target: Float32Array): void;
  /**
   * Writes the best label of every pixel of row `y`, for sources that find it faster than by comparing all scores.
   *
   * @param start where the row begins in `labelMap`.
   */
  fillLabels?(y: number, labelMap: Uint8Array | Uint16Array, start: number): void;
}
