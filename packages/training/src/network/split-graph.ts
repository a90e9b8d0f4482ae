import { LangSegError } from '@langseg/core';
import { removeUnused, usesBatchStatistics, type Graph, type InferredValue } from '@langseg/onnx-graph';

/** A graph in two parts. */
export interface SplitGraph {
  /** What the first part gives and the second one takes; `selectOutputs` makes the first part. */
  readonly features: readonly string[];
  /** From the features to the outputs of the whole. */
  readonly rest: Graph;
}

/**
 * Parts a graph between what depends on trained parameters and what comes before.
 *
 * @param graph with fixed shapes, so that sizes are constants.
 * @param values dtypes and shapes of all of its values.
 * @param trained names of the parameters that change.
 * @throws LangSegError `CONFIG_INVALID` when trained layers read the graph's inputs, or batch norms there go by the statistics of a batch.
 */
export function splitGraph(
  graph: Graph,
  values: ReadonlyMap<string, InferredValue>,
  trained: ReadonlySet<string>,
): SplitGraph {
  const active = new Set(trained);
  const computed = new Set<string>();
  const later = graph.nodes.filter(({ inputs, outputs }) => {
    const isLater = inputs.some((name) => active.has(name));
    for (const name of outputs) (isLater ? active : computed).add(name);
    return isLater;
  });
  const features = [...new Set(later.flatMap(({ inputs }) => inputs))].filter((name) => computed.has(name));
  const earlier = graph.nodes.filter((node) => !later.includes(node));
  const given = new Set(graph.inputs.map(({ name }) => name));
  if (later.some(({ inputs }) => inputs.some((name) => given.has(name))))
    throw new LangSegError(
      'CONFIG_INVALID',
      'There are no features to keep, because the first layers are trained too. Use parameters.freeze "backbone".',
    );
  if (earlier.some(usesBatchStatistics))
    throw new LangSegError(
      'CONFIG_INVALID',
      'Features of frozen layers depend on the other photos of a batch here: use model.batchNorm "frozen" with parameters.cacheFeatures.',
    );
  const inputs = features.map((name) => ({
    name,
    dtype: values.get(name)!.dtype,
    shape: values.get(name)!.shape,
  }));
  return { features, rest: removeUnused({ ...graph, inputs, nodes: later }) };
}
