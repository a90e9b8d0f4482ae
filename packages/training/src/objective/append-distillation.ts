import type { Weights } from '@langseg/core';
import { selectOutputs, type ContinuedGraph, type Graph, type Value } from '@langseg/onnx-graph';

/** A classifier inside of the network whose answers are to be kept. */
export interface Teacher {
  /** Name of its logits in the image graph, `[B, K, h, w]`. */
  readonly logits: string;
  /** The teacher's weights, in checkpoint names: those that differ from the network's or that training changes. */
  readonly weights: Weights;
}

/**
 * Adds how far the answers of a classifier are from those that it gives with the teacher's weights: KL(teacher ‖ network) of
 * the softmax over its K classes, averaged over images and cells. To learn by it keeps what the data don't show ("Learning
 * without Forgetting", Li and Hoiem 2016, at temperature 1).
 *
 * What depends on none of the teacher's weights is computed once for both.
 *
 * @param base the image graph that is added to.
 * @param image the same graph.
 * @returns a float32 scalar, 0 or more.
 * @throws LangSegError `GRAPH_INVALID` when the graph has no such logits.
 */
export function appendDistillation(base: ContinuedGraph, image: Graph, teacher: Teacher): Value {
  const { g } = base;
  const answers = g.op('LogSoftmax', [base.value(teacher.logits)], { axis: 1 });
  const kept = g.op('LogSoftmax', [teacherLogits(base, image, teacher)], { axis: 1 });
  const shares = g.op('Mul', [g.op('Exp', [kept]), g.op('Sub', [kept, answers])]);
  const distances = g.op('ReduceSum', [shares, g.ints(1)], { keepdims: 0 });
  return g.op('ReduceMean', [distances, g.ints(0, 1, 2)], { keepdims: 0 });
}

/** A copy of what leads to the logits, from the first of the teacher's weights on. */
function teacherLogits(base: ContinuedGraph, image: Graph, { logits, weights }: Teacher): Value {
  const { g } = base;
  const { nodes, initializers } = selectOutputs(image, [logits]);
  const copies = new Map<string, Value>();
  for (const name of initializers.keys()) {
    const weight = weights.get(name);
    if (weight) copies.set(name, g.weight(`teacher:${name}`, weight));
  }
  for (const node of nodes) {
    if (!node.inputs.some((input) => copies.has(input))) continue;
    const inputs = node.inputs.map((input) => (input ? (copies.get(input) ?? base.value(input)) : undefined));
    const outputs = node.outputs.map((output) => output && `teacher:${output}`);
    g.copy(node, inputs, outputs).forEach((copy, i) => copies.set(node.outputs[i], copy));
  }
  return copies.get(logits) ?? base.value(logits);
}
