import { differentiate } from '@langseg/autograd';
import type { Tensor } from '@langseg/core';
import { removeUnused, type Graph } from '@langseg/onnx-graph';
import type { StepFeeds } from '@langseg/training/parts';
import type { GraphRunner } from '../graph-runner.js';

/** What one forward and backward pass yields. */
export interface FirstPass {
  readonly loss: Tensor<'float32'>;
  /** `[B, H, W, N]` */
  readonly logits: Tensor<'float32'>;
  /** By parameter; those that the loss does not depend on are left out. */
  readonly gradients: ReadonlyMap<string, Tensor<'float32'>>;
  /** Next running statistics. */
  readonly statistics: ReadonlyMap<string, Tensor<'float32'>>;
}

/**
 * Runs loss and gradients once, without an update.
 *
 * @param values of `parameters` and running statistics.
 * @throws NotComparable when that is too much work for the runtime.
 */
export async function firstPass(
  runner: GraphRunner,
  loss: Graph,
  parameters: readonly string[],
  { feeds, values }: { readonly feeds: StepFeeds; readonly values: ReadonlyMap<string, Tensor<'float32'>> },
): Promise<FirstPass> {
  const pass = differentiate(loss, { loss: 'loss', parameters });
  const { g, gradients, states } = pass;
  const shapeOf = (name: string) => pass.values.get(name)!.shape;
  for (const name of ['loss', 'logits'])
    g.output(`value:${name}`, pass.value(name), 'float32', shapeOf(name));
  for (const [name, gradient] of gradients) g.output(`gradient:${name}`, gradient, 'float32', shapeOf(name));
  for (const [name, next] of states) g.output(`next:${name}`, next, 'float32', shapeOf(name));
  const graph = removeUnused(g.build());

  const given = graph.inputs.map(({ name }) => [name, feeds[name] ?? values.get(name)] as const);
  const results = await runner.run(graph, Object.fromEntries(given));
  const collect = (names: Iterable<string>, prefix: string) =>
    new Map([...names].map((name) => [name, results[prefix + name]]));
  return {
    loss: results['value:loss'],
    logits: results['value:logits'],
    gradients: collect(gradients.keys(), 'gradient:'),
    statistics: collect(states.keys(), 'next:'),
  };
}
