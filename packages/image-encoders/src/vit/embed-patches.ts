import {
  conv2d,
  resizeBilinearTo,
  spatialSize,
  type GraphBuilder,
  type Parameters,
  type Value,
} from '@langseg/onnx-graph';
import type { VitConfig } from './vit-config.js';

/**
 * Patches to tokens: a strided convolution, the class token in front, position embeddings added.
 *
 * @returns `embedded` `[B, 1 + gh·gw, width]` and the patch `grid` (gh, gw). Pixels beyond the last whole patch are
 * ignored.
 */
export function embedPatches(
  g: GraphBuilder,
  pixels: Value,
  parameters: Parameters,
  { patchSize, width }: VitConfig,
): { embedded: Value; grid: Value } {
  const patches = conv2d(g, pixels, parameters.scope('patch_embed.proj'), { stride: patchSize });
  const grid = spatialSize(g, patches);
  const rows = g.op('Transpose', [g.op('Reshape', [patches, g.ints(0, width, -1)])], { perm: [0, 2, 1] });

  const batch = g.op('Shape', [pixels], { start: 0, end: 1 });
  const classToken = g.op('Expand', [
    parameters.value('cls_token'),
    g.op('Concat', [batch, g.ints(1, width)], { axis: 0 }),
  ]);
  const tokens = g.op('Concat', [classToken, rows], { axis: 1 });
  return { embedded: g.op('Add', [tokens, resizedPositions(g, parameters, grid, width)]), grid };
}

/**
 * Position embeddings `[1, 1 + G², width]` fitted to another grid: the square part is interpolated bilinearly
 * (`align_corners=False`), the class token's stays (`_resize_pos_embed` of lang-seg's `lseg_vit.py`).
 */
function resizedPositions(g: GraphBuilder, parameters: Parameters, grid: Value, width: number): Value {
  const positions = parameters.value('pos_embed');
  const side = Math.round(Math.sqrt(parameters.source('pos_embed').shape[1] - 1));
  const classPosition = g.op('Slice', [positions, g.ints(0), g.ints(1), g.ints(1)]);
  const square = g.op('Slice', [positions, g.ints(1), g.ints(1 + side * side), g.ints(1)]);

  const map = g.op('Transpose', [g.op('Reshape', [square, g.ints(1, side, side, width)])], {
    perm: [0, 3, 1, 2],
  });
  const resized = resizeBilinearTo(g, map, grid, { alignCorners: false });
  const rows = g.op('Transpose', [g.op('Reshape', [resized, g.ints(1, width, -1)])], { perm: [0, 2, 1] });
  return g.op('Concat', [classPosition, rows], { axis: 1 }, 'pos_embed_resized');
}
