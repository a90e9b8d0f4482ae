import { interpolationAxis } from '../math/interpolation-axis.js';
import { createLabelRows } from '../math/label-rows.js';
import { blend } from '../math/log-sum-map.js';
import { assertShape } from '../tensor/assert-shape.js';
import type { Tensor } from '../tensor/tensor.js';

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
}

/** Size of a photo and how logits reach it. */
export interface ScoreRowsGeometry {
  readonly width: number;
  readonly height: number;
  /** Corner convention of the upsampling, as in PyTorch. */
  readonly alignCorners: boolean;
}

/**
 * Rows of bilinearly upsampled logits of one view.
 *
 * @param logits `[N, h, w]`.
 * @throws LangSegError `SHAPE_MISMATCH`.
 */
export function scoreRowsOf(
  logits: Tensor<'float32'>,
  { width, height, alignCorners }: ScoreRowsGeometry,
): ScoreRows {
  const { N, h, w } = assertShape('Logits', logits, ['N', 'h', 'w']);
  const rows = interpolationAxis(h, height, { alignCorners });
  const columns = interpolationAxis(w, width, { alignCorners });
  const rowAt = createLabelRows(logits);
  const blended = new Float64Array(w * N);
  return {
    width,
    height,
    labelCount: N,
    kind: 'logits',
    fill(y, target) {
      blend(blended, rowAt(rows.lower[y]).scores, rowAt(rows.upper[y]).scores, rows.weight[y]);
      for (let x = 0, out = 0; x < width; x++) {
        const across = columns.weight[x];
        const left = columns.lower[x] * N;
        const right = columns.upper[x] * N;
        for (let n = 0; n < N; n++, out++)
          target[out] = blended[left + n] + across * (blended[right + n] - blended[left + n]);
      }
    },
  };
}
