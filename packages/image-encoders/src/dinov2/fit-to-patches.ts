import { spatialSize, type GraphBuilder, type Value } from '@langseg/onnx-graph';

/**
 * Enlarges `[B, 3, H, W]` to the next multiple of the patch size, bicubically (`F.interpolate`, a = −0.75). Sizes that
 * are multiples already stay as they are.
 */
export function fitToPatches(g: GraphBuilder, pixels: Value, patchSize: number): Value {
  const size = spatialSize(g, pixels);
  const patches = g.op('Div', [g.op('Add', [size, g.ints(patchSize - 1)]), g.ints(patchSize)]);
  const whole = g.op('Mul', [patches, g.ints(patchSize)]);
  const sizes = g.op('Concat', [g.op('Shape', [pixels], { start: 0, end: 2 }), whole], { axis: 0 });
  return g.op('Resize', [pixels, undefined, undefined, sizes], {
    mode: 'cubic',
    coordinate_transformation_mode: 'half_pixel',
    cubic_coeff_a: -0.75,
  });
}
