import { LangSegError } from '@langseg/core';
import type { Graph, GraphValue } from '../graph/graph.js';
import { inferNode } from './infer-node.js';
import { inferredFromTensor, type InferredValue } from './inferred-value.js';

/**
 * Dtype and shape of every value of a graph for inputs of the given shapes. Sizes that the graph computes from its
 * inputs' shapes (`Shape` → `Gather` → `Mul` → `Reshape` …) are followed, so that a graph for any image size comes
 * out with numbers throughout.
 *
 * @param options.inputs shape of each graph input by name; may leave out inputs whose declared shape has no free axes.
 * @throws LangSegError `SHAPE_MISMATCH` when an input's shape is missing or unlike its declaration, `GRAPH_INVALID`
 * naming the node whose inputs don't fit it.
 */
export function inferShapes(
  graph: Graph,
  options: { readonly inputs?: Readonly<Record<string, readonly number[]>> } = {},
): ReadonlyMap<string, InferredValue> {
  const values = new Map<string, InferredValue>();
  for (const input of graph.inputs)
    values.set(input.name, { dtype: input.dtype, shape: inputShape(input, options.inputs?.[input.name]) });
  for (const [name, { dtype, shape, value }] of graph.initializers)
    values.set(name, value ? inferredFromTensor(value) : { dtype, shape });
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((name) => (name ? valueOf(values, name, node.name) : undefined));
    inferNode(node, inputs).forEach((value, i) => node.outputs[i] && values.set(node.outputs[i], value));
  }
  return values;
}

function inputShape({ name, shape }: GraphValue, given: readonly number[] | undefined): readonly number[] {
  const declared = `[${shape.join(', ')}]`;
  if (!given && shape.every((axis) => typeof axis === 'number')) return shape;
  const fits =
    given?.length === shape.length && shape.every((axis, i) => typeof axis === 'string' || axis === given[i]);
  if (!fits)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `Input "${name}" is declared as ${declared}, got ${given ? `[${given.join(', ')}]` : 'no shape'}.`,
      { name, expected: shape, found: given },
    );
  return given;
}

function valueOf(values: ReadonlyMap<string, InferredValue>, name: string, node: string): InferredValue {
  const value = values.get(name);
  if (!value)
    throw new LangSegError(
      'GRAPH_INVALID',
      `Node ${node} reads "${name}", which nothing before it defines.`,
      {
        node,
        value: name,
      },
    );
  return value;
}
