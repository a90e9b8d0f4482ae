import { assertShape } from '../tensor/assert-shape.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { assertLength } from './interpolation-axis.js';
import { resolveTarget, type ResizeTarget } from './resize-bilinear.js';

/**
 * Nearest-neighbour resizing of `[B, C, H, W]`, as PyTorch's `F.interpolate(mode='nearest')`: output i takes input
 * ⌊i · in / out⌋, computed in float32.
 *
 * @throws LangSegError `SHAPE_MISMATCH` for another rank or an empty size.
 */
export function resizeNearest(images: Tensor<'float32'>, target: ResizeTarget): Tensor<'float32'> {
  const { B, C, H, W } = assertShape('Images', images, ['B', 'C', 'H', 'W']);
  const { height, width, scaleFactor } = resolveTarget(target, H, W);
  const rows = nearestAxis(H, height, scaleFactor);
  const columns = nearestAxis(W, width, scaleFactor);
  const result = new Float32Array(B * C * height * width);
  let out = 0;
  for (let plane = 0; plane < B * C; plane++)
    for (let y = 0; y < height; y++) {
      const row = (plane * H + rows[y]) * W;
      for (let x = 0; x < width; x++) result[out++] = images.data[row + columns[x]];
    }
  return tensor('float32', [B, C, height, width], result);
}

function nearestAxis(inputLength: number, outputLength: number, scaleFactor: number | undefined): Int32Array {
  assertLength(inputLength);
  assertLength(outputLength);
  const step = Math.fround(scaleFactor ? 1 / scaleFactor : inputLength / outputLength);
  return Int32Array.from({ length: outputLength }, (_, i) =>
    Math.min(Math.floor(Math.fround(i * step)), inputLength - 1),
  );
}
