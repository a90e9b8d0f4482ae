import { sourceOf, tensor } from '@langseg/core';
import { GraphBuilder, Parameters } from '@langseg/onnx-graph';
import { expect, it } from 'vitest';
import { runGraph } from '../__fixtures__/run-graph.js';
import { addKnownClasses } from './known-classes.js';

it('adds the embedding of the class that the classifier is sure of', async () => {
  const weights = {
    'backbone.068.weight': tensor('float32', [3, 2, 1, 1], Float32Array.of(0, 0, 50, 0, 0, 50)),
    'backbone.068.bias': tensor('float32', [3], Float32Array.of(25, 0, 0)),
    'classes.weight': tensor('float32', [2, 3, 1, 1], Float32Array.of(0, 4, 0, 0, 0, -7)),
  };
  const g = new GraphBuilder('classes');
  const parameters = new Parameters(
    g,
    new Map(Object.entries(weights).map(([name, value]) => [name, sourceOf(value)])),
  );
  const embeddings = g.input('embeddings', 'float32', [1, 2, 'h', 'w']);
  const pooled = g.input('pooled', 'float32', [1, 2, 'H', 'W']);
  const added = addKnownClasses(g, embeddings, pooled, parameters);
  g.output('added', added, 'float32', [1, 2, 'h', 'w']);

  const result = await runGraph(g.build(), {
    embeddings: tensor('float32', [1, 2, 1, 6], new Float32Array(12).fill(1)),
    // Nothing, the first class, the second: each on two of six cells.
    pooled: tensor('float32', [1, 2, 1, 3], Float32Array.of(0, 1, 0, 0, 0, 1)),
  });
  const [along, across] = [result.added.data.subarray(0, 6), result.added.data.subarray(6)];
  [1, 1, 5, 5, 1, 1].forEach((value, x) => expect(along[x]).toBeCloseTo(value, 2));
  [1, 1, 1, 1, -6, -6].forEach((value, x) => expect(across[x]).toBeCloseTo(value, 2));
});
