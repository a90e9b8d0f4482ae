import { LangSegError } from '../errors/lang-seg-error.js';
import { assertShape } from '../tensor/assert-shape.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { resizeBilinear } from './resize-bilinear.js';

/**
 * Fits a ViT's position embedding to another patch grid: bilinear, `align_corners=false`, the class token's row kept
 * as it is. Follows `_resize_pos_embed` of isl-org/lang-seg (from MiDaS/DPT).
 *
 * @param positions `[1, 1 + G·G, D]` for the square grid of G × G patches that the ViT was trained on.
 * @param grid rows and columns of patches of the new input.
 * @returns `[1, 1 + rows·columns, D]`.
 * @throws LangSegError `SHAPE_MISMATCH` when the tensor does not hold a class token and a square grid.
 */
export function resizePositionEmbedding(
  positions: Tensor<'float32'>,
  grid: readonly [number, number],
): Tensor<'float32'> {
  const { tokens, D } = assertShape('Position embedding', positions, [1, 'tokens', 'D']);
  const G = Math.round(Math.sqrt(tokens - 1));
  if (tokens < 2 || G * G !== tokens - 1)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `A position embedding must have 1 + G × G rows (class token and a square grid), got ${tokens}.`,
      { tokens },
    );
  const patches = transpose(positions.data.subarray(D), G * G, D);
  const resized = resizeBilinear(
    tensor('float32', [1, D, G, G], patches),
    { size: grid },
    { alignCorners: false },
  );
  const area = grid[0] * grid[1];
  const result = new Float32Array((1 + area) * D);
  result.set(positions.data.subarray(0, D));
  result.set(transpose(resized.data, D, area), D);
  return tensor('float32', [1, 1 + area, D], result);
}

function transpose(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) result[c * rows + r] = matrix[r * columns + c];
  return result;
}
