import type { Weights } from '@langseg/core';
import { inferShapes, selectOutputs } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { runGraph } from '../__fixtures__/run-graph.js';
import { weightsOf } from '../__fixtures__/tiny-weights.js';
import { waves } from '../__fixtures__/waves.js';
import { clipResnetGraph } from './clip-resnet-graph.js';
import { clipVitGraph } from './clip-vit-graph.js';

const vit = { patchSize: 8, width: 4, depth: 2, heads: 2, embeddingDim: 3 };

function vitWeights(): Weights {
  const block = (index: number) => {
    const scope = `visual.transformer.resblocks.${index}`;
    return {
      [`${scope}.ln_1.weight`]: [4],
      [`${scope}.ln_1.bias`]: [4],
      [`${scope}.attn.in_proj_weight`]: [12, 4],
      [`${scope}.attn.in_proj_bias`]: [12],
      [`${scope}.attn.out_proj.weight`]: [4, 4],
      [`${scope}.attn.out_proj.bias`]: [4],
      [`${scope}.ln_2.weight`]: [4],
      [`${scope}.ln_2.bias`]: [4],
      [`${scope}.mlp.c_fc.weight`]: [16, 4],
      [`${scope}.mlp.c_fc.bias`]: [16],
      [`${scope}.mlp.c_proj.weight`]: [4, 16],
      [`${scope}.mlp.c_proj.bias`]: [4],
    };
  };
  const shapes = {
    'visual.conv1.weight': [4, 3, 8, 8],
    'visual.class_embedding': [4],
    'visual.positional_embedding': [5, 4],
    'visual.ln_pre.weight': [4],
    'visual.ln_pre.bias': [4],
    ...block(0),
    ...block(1),
    'visual.ln_post.weight': [4],
    'visual.ln_post.bias': [4],
    'visual.proj': [4, 3],
  };
  return weightsOf(Object.entries(shapes).map(([name, shape]) => ({ name, shape })));
}

describe('clipVitGraph', () => {
  it('gives one embedding an image', async () => {
    const { embeddings } = await runGraph(clipVitGraph(vitWeights(), vit), { pixels: waves(2, 3, 16, 16) });
    expect(embeddings.shape).toEqual([2, 3]);
  });

  it('lets its blocks be looked at', () => {
    const graph = selectOutputs(clipVitGraph(vitWeights(), vit), ['block_0', 'block_1']);
    const shapes = inferShapes(graph, { inputs: { pixels: [2, 3, 16, 16] } });
    expect(shapes.get('block_1')?.shape).toEqual([10, 4]);
  });

  it('names a missing weight', () => {
    const weights = new Map(vitWeights());
    weights.delete('visual.proj');
    expect(() => clipVitGraph(weights, vit)).toThrow('visual.proj');
  });
});

describe('clipResnetGraph', () => {
  it('names missing weights', () => {
    const config = { blocks: [1, 1, 1, 1], heads: 2, embeddingDim: 3 };
    expect(() => clipResnetGraph(new Map(), config)).toThrow('visual.conv1.weight');
  });
});
