import type { ImageGraphOptions } from '@langseg/architecture';
import type { Weights } from '@langseg/core';
import {
  clipQueriesKeysValues,
  clipTransformerBlock,
  GraphBuilder,
  layerNorm,
  Parameters,
  type Graph,
  type Value,
} from '@langseg/onnx-graph';
import { positionWeights } from '../dinov2/dinov2-positions.js';
import { asMap, patchesOf } from '../dinov2/dinov2-tokens.js';
import { fitToPatches } from '../dinov2/fit-to-patches.js';
import { ownValues } from '../vit/own-values.js';
import { resizePositions } from '../vit/resize-positions.js';
import type { ClipSizes } from './clip-sizes.js';
import { clipBlocks, clipEmbedding, clipEpsilon } from './clip-tokens.js';
import { selfCorrelation } from './self-correlation.js';

/**
 * CLIP's vision transformer read patch by patch: `pixels` `[B, 3, H, W]` in, `embeddings` `[B, embeddingDim, h, w]` out, in the
 * space of its words. Only the last block differs from CLIP ({@link ClipSizes.readout}); final norm and projection are those of
 * the class token. Sizes that are no multiple of the patch are enlarged to the next one. Values include `positions` and `block_0` ….
 *
 * @param weights named as in OpenAI's files (`visual.conv1.weight` …).
 * @throws LangSegError `WEIGHTS_MISMATCH` when a weight is missing.
 */
export function clipDenseGraph(weights: Weights, config: ClipSizes, options: ImageGraphOptions = {}): Graph {
  const { embeddingDim } = config;
  const g = new GraphBuilder('clip');
  const visual = new Parameters(g, weights, options).scope('visual');
  const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);
  const { patches, grid } = clipPatches(g, pixels, visual, config);
  const normed = layerNorm(g, patches, visual.scope('ln_post'), clipEpsilon);
  const embeddings = g.op('MatMul', [normed, visual.value('proj')]);
  g.output('embeddings', asMap(g, embeddings, grid, embeddingDim), 'float32', [
    'batch',
    embeddingDim,
    'rows',
    'columns',
  ]);
  visual.assertComplete();
  return g.build();
}

/** What CLIP's transformer makes of the patches of a photo. */
export interface ClipPatches {
  /** After the last block, before the final norm: rows `[B·h·w, width]`. */
  readonly patches: Value;
  /** The same after each quarter of the blocks but the last. */
  readonly quarters: readonly Value[];
  /** Rows and columns of patches, an int64 pair. */
  readonly grid: Value;
}

/**
 * All blocks of {@link clipDenseGraph}.
 *
 * @param visual holds the names without `visual.`.
 */
export function clipPatches(
  g: GraphBuilder,
  pixels: Value,
  visual: Parameters,
  config: ClipSizes,
): ClipPatches {
  const { width, depth, patchSize, gelu = 'quick' } = config;
  const { tokens, grid } = clipEmbedding(g, fitToPatches(g, pixels, patchSize), visual, config);
  const placed = g.op('Add', [tokens, positionsOf(g, visual, grid, width)]);
  const activation = gelu === 'quick' ? 'quick-gelu' : 'gelu';
  const { rows, batchAndLength, quarters } = clipBlocks(g, placed, visual, {
    ...config,
    activation,
    depth: depth - 1,
    quartersOf: depth,
  });
  const patchRows = (of: Value): Value => {
    const all = g.op('Reshape', [of, g.op('Concat', [batchAndLength, g.ints(width)], { axis: 0 })]);
    return g.op('Reshape', [patchesOf(g, all, 0), g.ints(-1, width)]);
  };
  return {
    patches: lastBlock(g, rows, batchAndLength, visual, patchRows, { ...config, activation }),
    quarters: quarters.map(patchRows),
    grid,
  };
}

/** Positions resized bicubically as SCLIP does; on the grid they were learned on they are taken as they are. */
function positionsOf(g: GraphBuilder, visual: Parameters, grid: Value, width: number): Value {
  const [tokens] = visual.source('positional_embedding').shape;
  const positions = g.op('Reshape', [visual.value('positional_embedding'), g.ints(1, -1, width)]);
  return resizePositions(
    g,
    positions,
    grid,
    { tokens, width },
    { name: 'positions', weights: positionWeights('offset', grid) },
  );
}

/** The last block as {@link ClipSizes.readout} says. @returns rows of the patches, `[B·h·w, width]`. */
function lastBlock(
  g: GraphBuilder,
  rows: Value,
  batchAndLength: Value,
  visual: Parameters,
  patchRows: (of: Value) => Value,
  config: ClipSizes & { readonly activation: 'quick-gelu' | 'gelu' },
): Value {
  const { width, depth, readout = 'value', activation } = config;
  const block = visual.scope(`transformer.resblocks.${depth - 1}`);
  const name = `block_${depth - 1}`;
  if (readout === 'value')
    return clipTransformerBlock(g, patchRows(rows), block, batchAndLength, config, {
      name,
      activation,
      attend: (normed, attention) =>
        ownValues(g, normed, attention, ['in_proj_weight', 'in_proj_bias'], width),
    });
  const attended = clipTransformerBlock(g, rows, block, batchAndLength, config, {
    name,
    activation,
    ...(readout !== 'attention' && {
      attend: (normed, attention) =>
        selfCorrelation(g, clipQueriesKeysValues(g, normed, attention), batchAndLength, config, readout),
    }),
  });
  return patchRows(attended);
}
