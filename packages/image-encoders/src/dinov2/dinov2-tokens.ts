import {
  conv2d,
  layerNorm,
  spatialSize,
  type GraphBuilder,
  type Parameters,
  type Value,
} from '@langseg/onnx-graph';
import { resizePositions } from '../vit/resize-positions.js';
import { dinov2Block } from './dinov2-block.js';
import type { Dinov2Config, PositionResizing } from './dinov2-config.js';
import { positionWeights } from './dinov2-positions.js';
import { fitToPatches } from './fit-to-patches.js';

/** DINOv2's LayerNorm epsilon. */
const epsilon = 1e-6;

/** What a transformer made of a photo. */
export interface Dinov2Tokens {
  /** Rows of all tokens after the final norm, `[B·L, width]`: class token, registers, patches; or of the patches alone. */
  readonly rows: Value;
  /** The int64 pair (B, L). */
  readonly batchAndLength: Value;
  /** Rows and columns of patches, an int64 pair. */
  readonly grid: Value;
  /** Rows of all tokens after the blocks of {@link quarterBlocks}, without the final norm. */
  readonly quarters: readonly Omit<Dinov2Tokens, 'grid' | 'quarters'>[];
}

/** How tokens are made. */
export interface Dinov2TokensOptions {
  readonly positions: PositionResizing;
  /** Whether the last block takes the value path, and only the patches are kept. */
  readonly valuePath: boolean;
}

/** Blocks, counted from 1, after which a quarter of the depth is done, the last one left out: three of them, or fewer in shallow networks. */
export function quarterBlocks(depth: number): number[] {
  const ends = [1, 2, 3].map((quarter) => Math.max(1, Math.round((depth * quarter) / 4)));
  return [...new Set(ends)].filter((end) => end < depth);
}

/**
 * The vision transformer of facebookresearch/dinov2 (`dinov2/models/vision_transformer.py`) and of TIPS. Values after each
 * quarter of the blocks are called `quarter_1` to `quarter_3`.
 *
 * @param pixels `[B, 3, H, W]`; sizes that are no multiple of the patch are enlarged to the next one.
 * @param parameters the model's weights (`patch_embed.proj.weight`, `blocks.0.norm1.weight` …).
 */
export function dinov2Tokens(
  g: GraphBuilder,
  pixels: Value,
  parameters: Parameters,
  config: Dinov2Config,
  { positions, valuePath }: Dinov2TokensOptions,
): Dinov2Tokens {
  const { width, depth, registers } = config;
  const { tokens, grid } = embed(g, pixels, parameters, config, positions);
  const shapeOf = (value: Value) => g.op('Shape', [value], { start: 0, end: 2 });
  let batchAndLength = shapeOf(tokens);
  let x = g.op('Reshape', [tokens, g.ints(-1, width)]);
  const ends = [1, 2, 3].map((quarter) => Math.max(1, Math.round((depth * quarter) / 4)));
  const quarters: { readonly rows: Value; readonly batchAndLength: Value }[] = [];
  for (let index = 0; index < depth; index++) {
    const isLast = index === depth - 1;
    if (isLast && valuePath) {
      const all = g.op('Reshape', [x, g.op('Concat', [batchAndLength, g.ints(width)], { axis: 0 })]);
      const patches = patchesOf(g, all, registers);
      batchAndLength = shapeOf(patches);
      x = g.op('Reshape', [patches, g.ints(-1, width)]);
    }
    x = dinov2Block(g, x, parameters.scope(`blocks.${index}`), batchAndLength, {
      ...config,
      epsilon,
      path: isLast && valuePath ? 'value' : 'attention',
    });
    for (const [i, end] of ends.entries())
      if (end === index + 1) x = g.op('Identity', [x], {}, `quarter_${i + 1}`);
    if (ends.includes(index + 1) && !isLast) quarters.push({ rows: x, batchAndLength });
  }
  return { rows: finalNorm(g, x, parameters, 'tokens'), batchAndLength, grid, quarters };
}

/** The norm behind the last block. */
export function finalNorm(g: GraphBuilder, rows: Value, parameters: Parameters, name?: string): Value {
  return layerNorm(g, rows, parameters.scope('norm'), epsilon, name);
}

/** The patches among tokens `[B, L, width]`. */
export function patchesOf(g: GraphBuilder, tokens: Value, registers: number): Value {
  return g.op('Slice', [tokens, g.ints(1 + registers), g.ints(2 ** 31 - 1), g.ints(1)]);
}

/** Rows of patches `[B·h·w, D]` as a map `[B, D, h, w]`. */
export function asMap(g: GraphBuilder, rows: Value, grid: Value, channels: number): Value {
  const perImage = g.op('Concat', [g.ints(-1), grid, g.ints(channels)], { axis: 0 });
  return g.op('Transpose', [g.op('Reshape', [rows, perImage])], { perm: [0, 3, 1, 2] });
}

/** Patches to tokens: positions are added to the class token and the patches, registers come between them. */
function embed(
  g: GraphBuilder,
  pixels: Value,
  parameters: Parameters,
  { patchSize, width, registers }: Dinov2Config,
  resizing: PositionResizing,
): { tokens: Value; grid: Value } {
  const fitted = fitToPatches(g, pixels, patchSize);
  const patches = conv2d(g, fitted, parameters.scope('patch_embed.proj'), { stride: patchSize });
  const grid = spatialSize(g, patches);
  const rows = g.op('Transpose', [g.op('Reshape', [patches, g.ints(0, width, -1)])], { perm: [0, 2, 1] });
  const positions = resizePositions(
    g,
    parameters.value('pos_embed'),
    grid,
    { tokens: parameters.source('pos_embed').shape[1], width },
    { name: 'pos_embed_resized', weights: positionWeights(resizing, grid) },
  );

  const batch = g.op('Shape', [pixels], { start: 0, end: 1 });
  const repeated = (name: string, count: number) =>
    g.op('Expand', [parameters.value(name), g.op('Concat', [batch, g.ints(count, width)], { axis: 0 })]);
  const placed = g.op('Add', [g.op('Concat', [repeated('cls_token', 1), rows], { axis: 1 }), positions]);
  if (registers === 0) return { tokens: placed, grid };
  const first = g.op('Slice', [placed, g.ints(0), g.ints(1), g.ints(1)]);
  const parts = [first, repeated('register_tokens', registers), patchesOf(g, placed, 0)];
  return { tokens: g.op('Concat', parts, { axis: 1 }), grid };
}
