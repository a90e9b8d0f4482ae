import { inferShapes } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { tinyResnet, tinyResnetWeights } from '../__fixtures__/tiny-weights.js';
import { dptResnetGraph } from './dpt-resnet-graph.js';

describe('dptResnetGraph', () => {
  const graph = dptResnetGraph(tinyResnetWeights(), tinyResnet);
  const shapes = inferShapes(graph, { inputs: { pixels: [2, 3, 64, 96] } });

  it('gives embeddings at a quarter of the input', () => {
    expect(shapes.get('embeddings')?.shape).toEqual([2, 6, 16, 24]);
  });

  it('halves the maps from stage to stage', () => {
    expect([1, 2, 3, 4].map((stage) => shapes.get(`layer_${stage}`)?.shape)).toEqual([
      [2, 8, 16, 24],
      [2, 16, 8, 12],
      [2, 32, 4, 6],
      [2, 64, 2, 3],
    ]);
  });

  it('folds batch norms away', () => {
    expect(graph.nodes.map(({ operator }) => operator)).not.toContain('BatchNormalization');
  });

  it('names a missing weight', () => {
    const weights = new Map(tinyResnetWeights());
    weights.delete('pretrained.layer3.0.conv2.weight');
    expect(() => dptResnetGraph(weights, tinyResnet)).toThrow('pretrained.layer3.0.conv2.weight');
  });

  it('has as many bottlenecks as the configuration says', () => {
    expect(() => dptResnetGraph(tinyResnetWeights(), { ...tinyResnet, blocks: [1, 2, 1, 1] })).toThrow(
      'pretrained.layer2.1.conv1.weight',
    );
  });
});
