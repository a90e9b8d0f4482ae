import type { GraphBuilder, Value } from '../graph/graph-builder.js';

/** Where cells lie: PyTorch's two ways, or `asymmetric`, TensorFlow 1's, by which they lie at their top left corners. */
export type CellCoordinates = { readonly alignCorners: boolean } | { readonly coordinates: 'asymmetric' };

function linearMode(where: CellCoordinates) {
  const coordinates =
    'coordinates' in where ? where.coordinates : where.alignCorners ? 'align_corners' : 'half_pixel';
  return { mode: 'linear', coordinate_transformation_mode: coordinates } as const;
}

/** Bilinear enlargement of `[B, C, H, W]` by an integer factor (`torch.nn.functional.interpolate`). */
export function upsampleBilinear(
  g: GraphBuilder,
  x: Value,
  factor: number,
  options: { readonly alignCorners: boolean; readonly name?: string },
): Value {
  const scales = g.constant({ dtype: 'float32', shape: [4], data: Float32Array.of(1, 1, factor, factor) });
  return g.op('Resize', [x, undefined, scales], linearMode(options), options.name);
}

/** Bilinear resizing of `[B, C, H, W]` to the height and width of the int64 pair `size`. */
export function resizeBilinearTo(
  g: GraphBuilder,
  x: Value,
  size: Value,
  options: CellCoordinates & { readonly name?: string },
): Value {
  const sizes = g.op('Concat', [g.op('Shape', [x], { start: 0, end: 2 }), size], { axis: 0 });
  return g.op('Resize', [x, undefined, undefined, sizes], linearMode(options), options.name);
}

/** Height and width of `[B, C, H, W]` as an int64 pair. */
export function spatialSize(g: GraphBuilder, x: Value): Value {
  return g.op('Shape', [x], { start: 2, end: 4 });
}
