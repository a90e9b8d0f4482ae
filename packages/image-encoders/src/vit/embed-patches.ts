import { conv2d, spatialSize, type GraphBuilder, type Parameters, type Value } from '@langseg/onnx-graph';
import { resizePositions } from './resize-positions.js';
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
  const shape = { tokens: parameters.source('pos_embed').shape[1], width };
  const positions = resizePositions(g, parameters.value('pos_embed'), grid, shape, {
    name: 'pos_embed_resized',
  });
  return { embedded: g.op('Add', [tokens, positions]), grid };
}
