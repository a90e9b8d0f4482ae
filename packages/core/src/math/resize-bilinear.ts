import { assertShape } from '../tensor/assert-shape.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { interpolationAxis } from './interpolation-axis.js';

/** Output size of a resize: `[height, width]`, or a factor on both sides (rounded down). */
export type ResizeTarget = { readonly size: readonly [number, number] } | { readonly scaleFactor: number };

/** Height, width and factor (if it was given) of a target for an input of `h × w`. */
export function resolveTarget(target: ResizeTarget, h: number, w: number) {
  if ('size' in target) return { height: target.size[0], width: target.size[1], scaleFactor: undefined };
  const { scaleFactor } = target;
  return { height: Math.floor(h * scaleFactor), width: Math.floor(w * scaleFactor), scaleFactor };
}

/**
 * Bilinear resizing of `[B, C, H, W]` without antialiasing, as PyTorch's
 * `F.interpolate(mode='bilinear', align_corners=…)`. With `scaleFactor` and no `alignCorners` the factor itself, not
 * the ratio of the rounded sizes, spaces the samples, as in PyTorch.
 *
 * @throws LangSegError `SHAPE_MISMATCH` for another rank or an empty size.
 */
export function resizeBilinear(
  images: Tensor<'float32'>,
  target: ResizeTarget,
  { alignCorners }: { readonly alignCorners: boolean },
): Tensor<'float32'> {
  const { B, C, H, W } = assertShape('Images', images, ['B', 'C', 'H', 'W']);
  const { height, width, scaleFactor } = resolveTarget(target, H, W);
  const rows = interpolationAxis(H, height, { alignCorners, scaleFactor });
  const columns = interpolationAxis(W, width, { alignCorners, scaleFactor });
  const { data } = images;
  const result = new Float32Array(B * C * height * width);
  const blended = new Float64Array(W);
  let out = 0;
  for (let plane = 0; plane < B * C; plane++)
    for (let y = 0; y < height; y++) {
      const above = (plane * H + rows.lower[y]) * W;
      const below = (plane * H + rows.upper[y]) * W;
      const down = rows.weight[y];
      for (let x = 0; x < W; x++) blended[x] = data[above + x] + down * (data[below + x] - data[above + x]);
      for (let x = 0; x < width; x++) {
        const left = blended[columns.lower[x]];
        result[out++] = left + columns.weight[x] * (blended[columns.upper[x]] - left);
      }
    }
  return tensor('float32', [B, C, height, width], result);
}
