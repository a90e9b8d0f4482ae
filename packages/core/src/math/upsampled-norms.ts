import type { EmbeddingUpsampling } from '../interfaces/image-encoder.js';
import { assertShape } from '../tensor/assert-shape.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { interpolationAxis } from './interpolation-axis.js';
import { neighbourProducts } from './neighbour-products.js';

/**
 * L2 norms of bilinearly upsampled embeddings, without upsampling the embeddings. An interpolated vector is a weighted
 * sum of the four corners of its grid cell, so its squared norm is a quadratic form in the weights whose coefficients
 * are the dot products of the corners: five per cell, whatever the factor.
 *
 *     ‖Σ aᵢ vᵢ‖² = Σ aᵢ² ‖vᵢ‖² + 2 Σ_{i<j} aᵢ aⱼ vᵢ·vⱼ
 *
 * Computed in float64, because the terms cancel where neighbouring embeddings point in opposite directions.
 *
 * @param values `[B, D, h, w]`.
 * @returns norms `[B, h·factor, w·factor]`.
 * @throws LangSegError `SHAPE_MISMATCH`.
 */
export function upsampledNorms(
  values: Tensor<'float32'>,
  { factor, alignCorners }: EmbeddingUpsampling,
): Tensor<'float32'> {
  const { B, D, h, w } = assertShape('Pixel embeddings', values, ['B', 'D', 'h', 'w']);
  const rows = interpolationAxis(h, h * factor, { alignCorners });
  const columns = interpolationAxis(w, w * factor, { alignCorners });
  const norms = new Float32Array(B * h * factor * w * factor);
  let out = 0;
  for (let image = 0; image < B; image++) {
    const { own, right, down, diagonal, antidiagonal } = neighbourProducts(
      values.data.subarray(image * D * h * w, (image + 1) * D * h * w),
      D,
      h,
      w,
    );
    for (let y = 0; y < h * factor; y++) {
      const bottom = rows.weight[y];
      const top = 1 - bottom;
      for (let x = 0; x < w * factor; x++) {
        const b = columns.weight[x];
        const a = 1 - b;
        const toRight = columns.upper[x] - columns.lower[x];
        const upper = rows.lower[y] * w + columns.lower[x];
        const lower = rows.upper[y] * w + columns.lower[x];
        const alongUpper = a * a * own[upper] + b * b * own[upper + toRight] + 2 * a * b * right[upper];
        const alongLower = a * a * own[lower] + b * b * own[lower + toRight] + 2 * a * b * right[lower];
        const across =
          a * a * down[upper] +
          b * b * down[upper + toRight] +
          a * b * (diagonal[upper] + antidiagonal[upper]);
        const square = top * top * alongUpper + bottom * bottom * alongLower + 2 * top * bottom * across;
        // Rounding may leave a tiny negative number where the corners cancel.
        norms[out++] = Math.sqrt(Math.max(square, 0));
      }
    }
  }
  return tensor('float32', [B, h * factor, w * factor], norms);
}
