import type { Weights } from '@langseg/core';
import { GraphBuilder, linear, Parameters, type Graph, type Value } from '@langseg/onnx-graph';
import * as z from 'zod';

/** What may stand between the layers of a projection. */
export const projectionActivation = z.enum(['tanh', 'relu', 'sigmoid', 'gelu']);

/** {@link projectionActivation} */
export type ProjectionActivation = z.output<typeof projectionActivation>;

const operators = { tanh: 'Tanh', relu: 'Relu', sigmoid: 'Sigmoid', gelu: 'Gelu' } as const;

/**
 * Linear layers with an activation between them: `embeddings` `[N, D]` in, `projected` `[N, E]` out, neither normalised.
 *
 * @param layers names of the layers in `weights`, in order: `linear_layer`, `hidden_layers.0`.
 * @throws LangSegError `WEIGHTS_MISMATCH` when a weight is missing.
 */
export function projectionGraph(
  weights: Weights,
  layers: readonly string[],
  activation: ProjectionActivation,
): Graph {
  const g = new GraphBuilder('projection');
  const parameters = new Parameters(g, weights);
  const [first, last] = [layers[0], layers[layers.length - 1]].map((layer) =>
    parameters.source(`${layer}.weight`),
  );
  let x: Value = g.input('embeddings', 'float32', ['labels', first.shape[1]]);
  layers.forEach((layer, i) => {
    if (i > 0) x = g.op(operators[activation], [x]);
    x = linear(g, x, parameters.scope(layer));
  });
  g.output('projected', x, 'float32', ['labels', last.shape[0]]);
  parameters.assertComplete();
  return g.build();
}
