import {
  clipTransformerBlock,
  conv2d,
  layerNorm,
  spatialSize,
  type GraphBuilder,
  type Parameters,
  type Value,
} from '@langseg/onnx-graph';
import type { VitConfig } from '../vit/vit-config.js';

/** CLIP's LayerNorm epsilon, PyTorch's default. */
export const clipEpsilon = 1e-5;

/** What CLIP's transformer starts from. */
export interface ClipEmbedding {
  /** Class token and patches, without positions: `[B, 1 + gh·gw, width]`. */
  readonly tokens: Value;
  /** Rows and columns of patches, an int64 pair. */
  readonly grid: Value;
}

/** Patches to tokens, the class token in front (`VisionTransformer` of openai/CLIP's `model.py`). */
export function clipEmbedding(
  g: GraphBuilder,
  pixels: Value,
  visual: Parameters,
  { patchSize, width }: Pick<VitConfig, 'patchSize' | 'width'>,
): ClipEmbedding {
  const patches = conv2d(g, pixels, visual.scope('conv1'), { stride: patchSize });
  const rows = g.op('Transpose', [g.op('Reshape', [patches, g.ints(0, width, -1)])], { perm: [0, 2, 1] });
  const batch = g.op('Shape', [pixels], { start: 0, end: 1 });
  const classToken = g.op('Expand', [
    g.op('Reshape', [visual.value('class_embedding'), g.ints(1, 1, width)]),
    g.op('Concat', [batch, g.ints(1, width)], { axis: 0 }),
  ]);
  return { tokens: g.op('Concat', [classToken, rows], { axis: 1 }), grid: spatialSize(g, patches) };
}

/** How blocks are computed. */
export interface ClipBlocksOptions extends Pick<VitConfig, 'width' | 'heads'> {
  /** Number of blocks. */
  readonly depth: number;
  /** Default `quick-gelu`. */
  readonly activation?: 'quick-gelu' | 'gelu';
  /** Number of all blocks, where the values after each quarter of them are to be called `quarter_1` to `quarter_3`. */
  readonly quartersOf?: number;
}

/**
 * The first norm and `depth` blocks. Values are called `block_0` ….
 *
 * @param tokens with positions, `[B, L, width]`.
 * @returns rows `[B·L, width]`, those after each quarter, and the int64 pair (B, L).
 */
export function clipBlocks(
  g: GraphBuilder,
  tokens: Value,
  visual: Parameters,
  { width, heads, depth, activation = 'quick-gelu', quartersOf }: ClipBlocksOptions,
): { rows: Value; quarters: readonly Value[]; batchAndLength: Value } {
  const batchAndLength = g.op('Shape', [tokens], { start: 0, end: 2 });
  let rows = layerNorm(g, g.op('Reshape', [tokens, g.ints(-1, width)]), visual.scope('ln_pre'), clipEpsilon);
  const ends =
    quartersOf === undefined ? [] : [1, 2, 3].map((i) => Math.max(1, Math.floor((quartersOf * i) / 4)));
  const quarters: Value[] = [];
  for (let index = 0; index < depth; index++) {
    rows = clipTransformerBlock(
      g,
      rows,
      visual.scope(`transformer.resblocks.${index}`),
      batchAndLength,
      { width, heads },
      { name: `block_${index}`, activation },
    );
    for (const [i, end] of ends.entries())
      if (end === index + 1) quarters.push((rows = g.op('Identity', [rows], {}, `quarter_${i + 1}`)));
  }
  return { rows, quarters, batchAndLength };
}
