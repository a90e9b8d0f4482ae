import { LangSegError } from '@langseg/core';
import type { GraphBuilder, Value } from '@langseg/onnx-graph';

/**
 * Adds the gradients of one part of a batch to those of the parts before it: accumulated + gradient / scale. With the
 * number of parts as scale, and parts whose losses are means over equally much, the sum is the gradient of the whole.
 *
 * @param accumulated sums so far, zeros at first, by name.
 * @param gradients of this part, by the same names.
 * @param scale a number, or a scalar of the graph where it is known only when the graph runs.
 * @throws LangSegError `GRAPH_INVALID` when a gradient has no sum of its name.
 */
export function accumulateGradients(
  g: GraphBuilder,
  accumulated: ReadonlyMap<string, Value>,
  gradients: ReadonlyMap<string, Value>,
  scale: number | Value,
): Map<string, Value> {
  const sums = Array.from(gradients, ([name, gradient]): [string, Value] => {
    const sum = accumulated.get(name);
    if (!sum)
      throw new LangSegError('GRAPH_INVALID', `There is no sum to add the gradient of "${name}" to.`, {
        name,
      });
    return [name, g.op('Add', [sum, divided(g, gradient, scale)])];
  });
  return new Map(sums);
}

function divided(g: GraphBuilder, gradient: Value, scale: number | Value): Value {
  if (typeof scale !== 'number') return g.op('Div', [gradient, scale]);
  return scale === 1 ? gradient : g.op('Mul', [gradient, g.float(1 / scale)]);
}
