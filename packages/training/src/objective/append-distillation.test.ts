import { createReferenceRuntime } from '@langseg/adapter-reference';
import { sourceOf, tensor } from '@langseg/core';
import { continueGraph, encodeModel, GraphBuilder, Parameters } from '@langseg/onnx-graph';
import { expect, it } from 'vitest';
import { appendDistillation } from './append-distillation.js';

const square = (...data: number[]) => sourceOf(tensor('float32', [2, 2, 1, 1], Float32Array.from(data)));

/** Two 1×1 convolutions; the second one makes the logits of two classes. */
function classifier() {
  const g = new GraphBuilder('classifier');
  const weights = new Map([
    ['first.weight', square(1, 2, 0, 1)],
    ['second.weight', square(1, 0, 0, 1)],
  ]);
  const parameters = new Parameters(g, weights);
  const pixels = g.input('pixels', 'float32', [1, 2, 1, 2]);
  const hidden = g.op('Conv', [pixels, parameters.value('first.weight')]);
  const logits = g.op('Conv', [hidden, parameters.value('second.weight')], {}, 'logits');
  g.output('embeddings', logits, 'float32', [1, 2, 1, 2]);
  return g.build();
}

it('is the mean divergence of the answers from those with other weights', async () => {
  const image = classifier();
  const base = continueGraph(image);
  const weights = new Map([['second.weight', square(0, 1, 3, 0)]]);
  const distance = appendDistillation(base, image, { logits: 'logits', weights });
  base.g.output('distance', distance, 'float32', []);
  const graph = base.g.build();
  const convolutions = graph.nodes.filter(({ operator }) => operator === 'Conv');
  expect(convolutions, 'the first one is shared').toHaveLength(3);

  const session = await createReferenceRuntime().load(await encodeModel(graph));
  // Two cells, [1, 0] and [0, 1]; hidden [1, 0] and [2, 1].
  const pixels = tensor('float32', [1, 2, 1, 2], Float32Array.of(1, 0, 0, 1));
  const { data } = (await session.run({ pixels })).distance;
  const divergence = (teacher: readonly number[], own: readonly number[]) => {
    const [p, q] = [teacher, own].map((logits) => {
      const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
      return logits.map((logit) => Math.exp(logit) / total);
    });
    return p.reduce((sum, share, i) => sum + share * Math.log(share / q[i]), 0);
  };
  const expected = (divergence([0, 3], [1, 0]) + divergence([1, 6], [2, 1])) / 2;
  expect(data[0]).toBeCloseTo(expected, 5);
});
