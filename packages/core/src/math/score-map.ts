import { LangSegError } from '../errors/lang-seg-error.js';
import { assertShape } from '../tensor/assert-shape.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import type { LabelMapOptions } from './label-map-accumulator.js';
import { resizeBilinear } from './resize-bilinear.js';

/**
 * The logit of one label at every pixel, upsampled bilinearly.
 *
 * @param logits `[N, h, w]`.
 * @returns logits, row-major, `height × width`.
 * @throws LangSegError `SHAPE_MISMATCH`, also when there is no label `labelIndex`.
 */
export function scoreMap(
  logits: Tensor<'float32'>,
  labelIndex: number,
  { width, height, alignCorners }: LabelMapOptions,
): Float32Array {
  const { shape, data } = labelPlane(logits, labelIndex);
  const plane = tensor('float32', [1, 1, ...shape], data);
  return resizeBilinear(plane, { size: [height, width] }, { alignCorners }).data;
}

/**
 * The logits `[h, w]` of one label of `[N, h, w]`, not copied.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when there is no such label.
 */
export function labelPlane(logits: Tensor<'float32'>, labelIndex: number): Tensor<'float32'> {
  const { N, h, w } = assertShape('Logits', logits, ['N', 'h', 'w']);
  if (!Number.isInteger(labelIndex) || labelIndex < 0 || labelIndex >= N)
    throw new LangSegError('SHAPE_MISMATCH', `The label index must be 0 to ${N - 1}, got ${labelIndex}.`, {
      labelIndex,
    });
  return tensor('float32', [h, w], logits.data.subarray(labelIndex * h * w, (labelIndex + 1) * h * w));
}
