import type { ScoreRows } from '../interfaces/score-rows.js';
import { interpolationAxis } from '../math/interpolation-axis.js';
import { createLabelRows } from '../math/label-rows.js';
import { blend } from '../math/log-sum-map.js';
import { assertShape } from '../tensor/assert-shape.js';
import type { Tensor } from '../tensor/tensor.js';

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
    fillAt(y, wanted, target) {
      blend(blended, rowAt(rows.lower[y]), rowAt(rows.upper[y]), rows.weight[y]);
      for (let i = 0, out = 0; i < wanted.length; i++) {
        const across = columns.weight[wanted[i]];
        let left = columns.lower[wanted[i]] * N;
        let right = columns.upper[wanted[i]] * N;
        for (const end = out + N; out < end; out++, left++, right++)
          target[out] = blended[left] + across * (blended[right] - blended[left]);
      }
    },
    fill(y, target) {
      blend(blended, rowAt(rows.lower[y]), rowAt(rows.upper[y]), rows.weight[y]);
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
