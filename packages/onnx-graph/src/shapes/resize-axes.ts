import type { GraphNode } from '../graph/graph.js';
import { readAttribute } from '../graph/read-attribute.js';
import { resolveAxis } from './axes.js';
import { knownElements, nodeMismatch, requiredInput, type InferredValue } from './inferred-value.js';

/** How a `Resize` changes one axis. */
export interface ResizeAxis {
  /** Length of the output. */
  readonly length: number;
  /** Scale the coordinates are computed with; not always `length` / input length. */
  readonly scale: number;
}

/**
 * What a `Resize` does to each axis, from its `sizes` or `scales`.
 *
 * @throws LangSegError `GRAPH_INVALID` when neither or both are given, or they don't fit the axes.
 */
export function resizeAxes(node: GraphNode, inputs: readonly (InferredValue | undefined)[]): ResizeAxis[] {
  const { shape } = requiredInput(node, inputs, 0);
  // Exporters keep the place of unused scales with an empty tensor.
  const given = (index: number) => (inputs[index] && inputs[index].shape[0] !== 0 ? index : undefined);
  const [scales, sizes] = [given(2), given(3)];
  if ((scales === undefined) === (sizes === undefined))
    throw nodeMismatch(node, 'either scales or sizes', scales === undefined ? 'neither' : 'both');
  if (readAttribute(node, 'string', 'keep_aspect_ratio_policy', 'stretch') !== 'stretch')
    throw nodeMismatch(node, 'keep_aspect_ratio_policy stretch', 'another policy');

  const values = knownElements(node, inputs, (scales ?? sizes)!);
  const axes = readAttribute(node, 'ints', 'axes', undefined) ?? shape.map((_, i) => i);
  if (values.length !== axes.length || values.some((value) => !(value > 0)))
    throw nodeMismatch(node, `${axes.length} positive ${sizes === undefined ? 'scales' : 'sizes'}`, values);
  const result: ResizeAxis[] = shape.map((length) => ({ length, scale: 1 }));
  axes.forEach((axis, i) => {
    const at = resolveAxis(node, axis, shape.length);
    result[at] =
      sizes === undefined
        ? { length: Math.floor(shape[at] * values[i]), scale: values[i] }
        : { length: values[i], scale: values[i] / shape[at] };
  });
  return result;
}
