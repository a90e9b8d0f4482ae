import type { Weights } from '@langseg/core';
import { GraphBuilder, layerNorm, Parameters, type Graph } from '@langseg/onnx-graph';
import type { VitConfig } from '../vit/vit-config.js';
import { clipBlocks, clipEmbedding, clipEpsilon } from './clip-tokens.js';

/** CLIP's vision transformer. */
export interface ClipVitConfig extends VitConfig {
  /** Length of CLIP's joint embedding. */
  readonly embeddingDim: number;
}

/**
 * CLIP's image tower with a vision transformer (`VisionTransformer` of openai/CLIP's `model.py`), for whole-image
 * embeddings.
 *
 * Input `pixels` `[B, 3, R, R]` at the model's own resolution; output `embeddings` `[B, embeddingDim]`, not normalised.
 * Intermediate values: `block_0` …, as rows `[B·(1 + L), width]`.
 *
 * @param weights named as in OpenAI's files (`visual.conv1.weight` …).
 */
export function clipVitGraph(weights: Weights, config: ClipVitConfig): Graph {
  const { width, embeddingDim } = config;
  const g = new GraphBuilder('clip-vit');
  const visual = new Parameters(g, weights).scope('visual');
  const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);

  const { tokens } = clipEmbedding(g, pixels, visual, config);
  const placed = g.op('Add', [tokens, visual.value('positional_embedding')]);
  const { rows, batchAndLength } = clipBlocks(g, placed, visual, config);
  const all = g.op('Reshape', [rows, g.op('Concat', [batchAndLength, g.ints(width)], { axis: 0 })]);
  const pooled = g.op(
    'Gather',
    [all, g.constant({ dtype: 'int64', shape: [], data: BigInt64Array.of(0n) })],
    {
      axis: 1,
    },
  );
  const embeddings = g.op('MatMul', [
    layerNorm(g, pooled, visual.scope('ln_post'), clipEpsilon),
    visual.value('proj'),
  ]);
  g.output('embeddings', embeddings, 'float32', ['batch', embeddingDim]);
  visual.assertComplete();
  return g.build();
}
