import type { GraphNode } from '../graph/graph.js';
import { resolveAxis } from './axes.js';
import { knownElements, nodeMismatch, requiredInput, type InferredValue } from './inferred-value.js';

/** Which elements of one axis a `Slice` takes: `length` of them from `start`, `step` apart. */
export interface SliceRange {
  readonly start: number;
  readonly step: number;
  readonly length: number;
}

/** The ranges a `Slice` takes of each axis of its data, with starts and ends clamped as ONNX says. */
export function sliceRanges(node: GraphNode, inputs: readonly (InferredValue | undefined)[]): SliceRange[] {
  const { shape } = requiredInput(node, inputs, 0);
  const starts = knownElements(node, inputs, 1);
  const ends = knownElements(node, inputs, 2);
  const axes = inputs[3] ? knownElements(node, inputs, 3) : starts.map((_, i) => i);
  const steps = inputs[4] ? knownElements(node, inputs, 4) : starts.map(() => 1);
  if ([ends, axes, steps].some((list) => list.length !== starts.length) || steps.includes(0))
    throw nodeMismatch(
      node,
      'as many ends, axes and non-zero steps as starts',
      `${starts.length} starts, ${ends.length} ends, axes [${axes.join(', ')}], steps [${steps.join(', ')}]`,
    );
  const ranges = shape.map((length) => ({ start: 0, step: 1, length }));
  starts.forEach((first, i) => {
    const axis = resolveAxis(node, axes[i], shape.length);
    const step = steps[i];
    const [low, high] = step > 0 ? [0, shape[axis]] : [-1, shape[axis] - 1];
    const clamp = (at: number, least: number) =>
      Math.min(Math.max(at < 0 ? at + shape[axis] : at, least), high);
    const start = clamp(first, Math.max(low, 0));
    const end = clamp(ends[i], low);
    ranges[axis] = { start, step, length: Math.max(0, Math.ceil((end - start) / step)) };
  });
  return ranges;
}
