import { LangSegError } from '@langseg/core';
import {
  removeUnused,
  usesBatchStatistics,
  type Graph,
  type GraphNode,
  type InferredValue,
} from '@langseg/onnx-graph';

/** A graph in two parts. */
export interface SplitGraph {
  /** What the first part gives and the second one takes, all float32; `selectOutputs` makes the first part. */
  readonly features: readonly string[];
  /** From the features to the outputs of the whole. */
  readonly rest: Graph;
}

/**
 * Parts a graph between what depends on trained parameters and what comes before. Sizes of features, which a graph for any
 * image size computes, are computed by the second part.
 *
 * @param values dtypes and shapes of all of its values; for a graph with free axes those for one image size.
 * @param trained names of the parameters that change.
 * @throws LangSegError `CONFIG_INVALID` when trained layers read the graph's inputs, or batch norms there go by the statistics of a batch.
 */
export function splitGraph(
  graph: Graph,
  values: ReadonlyMap<string, InferredValue>,
  trained: ReadonlySet<string>,
): SplitGraph {
  const { earlier, later } = withSizes(partedNodes(graph, trained), values);
  const computed = new Set(earlier.flatMap(({ outputs }) => outputs));
  const features = [...new Set(later.flatMap(({ inputs }) => inputs))].filter((name) => computed.has(name));
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
  const hasFreeAxes = graph.inputs.some(({ shape }) => shape.some((axis) => typeof axis === 'string'));
  const inputs = features.map((name) => {
    const { dtype, shape } = values.get(name)!;
    return { name, dtype, shape: hasFreeAxes ? shape.map((_, axis) => `${name}_${axis}`) : shape };
  });
  return { features, rest: removeUnused({ ...graph, inputs, nodes: later }) };
}

interface Parts {
  readonly earlier: readonly GraphNode[];
  readonly later: readonly GraphNode[];
}

function partedNodes({ nodes }: Graph, trained: ReadonlySet<string>): Parts {
  const active = new Set(trained);
  const later = new Set<GraphNode>();
  for (const node of nodes)
    if (node.inputs.some((name) => active.has(name))) {
      later.add(node);
      for (const name of node.outputs) active.add(name);
    }
  return {
    earlier: nodes.filter((node) => !later.has(node)),
    later: nodes.filter((node) => later.has(node)),
  };
}

/** The same with what computes sizes in both parts, so that only features go from one to the other. */
function withSizes({ earlier, later }: Parts, values: ReadonlyMap<string, InferredValue>): Parts {
  const wanted = new Set(later.flatMap(({ inputs }) => inputs));
  const sizes = earlier.toReversed().filter(({ inputs, outputs }) => {
    if (!outputs.some((name) => wanted.has(name) && values.get(name)?.dtype !== 'float32')) return false;
    for (const name of inputs) wanted.add(name);
    return true;
  });
  const inSizes = new Set(sizes.flatMap(({ outputs }) => outputs));
  return {
    earlier: earlier.filter(({ outputs }) => !outputs.some((name) => inSizes.has(name))),
    later: [...sizes.toReversed(), ...later],
  };
}
