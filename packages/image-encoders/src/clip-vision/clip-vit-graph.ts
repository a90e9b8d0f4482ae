import type { Weights } from '@langseg/core';
import {
  clipTransformerBlock,
  conv2d,
  GraphBuilder,
  layerNorm,
  Parameters,
  type Graph,
} from '@langseg/onnx-graph';
import type { VitConfig } from '../vit/vit-config.js';

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
  const { width, depth, heads, patchSize, embeddingDim } = config;
  const g = new GraphBuilder('clip-vit');
  const visual = new Parameters(g, weights).scope('visual');
  const pixels = g.input('pixels', 'float32', ['batch', 3, 'height', 'width']);

  const patches = conv2d(g, pixels, visual.scope('conv1'), { stride: patchSize });
  const rows = g.op('Transpose', [g.op('Reshape', [patches, g.ints(0, width, -1)])], { perm: [0, 2, 1] });
  const batch = g.op('Shape', [pixels], { start: 0, end: 1 });
  const classToken = g.op('Expand', [
    g.op('Reshape', [visual.value('class_embedding'), g.ints(1, 1, width)]),
    g.op('Concat', [batch, g.ints(1, width)], { axis: 0 }),
  ]);
  const tokens = g.op('Add', [
    g.op('Concat', [classToken, rows], { axis: 1 }),
    visual.value('positional_embedding'),
  ]);
  const batchAndLength = g.op('Shape', [tokens], { start: 0, end: 2 });

  let x = layerNorm(g, g.op('Reshape', [tokens, g.ints(-1, width)]), visual.scope('ln_pre'), 1e-5);
  for (let index = 0; index < depth; index++)
    x = clipTransformerBlock(
      g,
      x,
      visual.scope(`transformer.resblocks.${index}`),
      batchAndLength,
      { width, heads },
      { name: `block_${index}` },
    );

  const all = g.op('Reshape', [x, g.op('Concat', [batchAndLength, g.ints(width)], { axis: 0 })]);
  const pooled = g.op(
    'Gather',
    [all, g.constant({ dtype: 'int64', shape: [], data: BigInt64Array.of(0n) })],
    {
      axis: 1,
    },
  );
  const embeddings = g.op('MatMul', [
    layerNorm(g, pooled, visual.scope('ln_post'), 1e-5),
    visual.value('proj'),
  ]);
  g.output('embeddings', embeddings, 'float32', ['batch', embeddingDim]);
  visual.assertComplete();
  return g.build();
}
