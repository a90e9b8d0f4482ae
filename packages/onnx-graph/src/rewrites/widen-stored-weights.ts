import { castSource, deriveSource, type TensorSource } from '@langseg/core';
import type { Graph, GraphNode, Initializer } from '../graph/graph.js';
import { channelIndex } from './channel-index.js';
import { removeUnused } from './remove-unused.js';
import { transposed } from './symmetric-int8.js';

/**
 * Undoes `storeAsFloat16`, `storeAsInt8` and `quantizeProducts`: weights are float32 initialisers under their own names again,
 * rounded as they were stored.
 */
export function widenStoredWeights(graph: Graph): Graph {
  const initializers = new Map<string, Initializer>(graph.initializers);
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node])));
  const nodes = graph.nodes.flatMap((node): GraphNode[] => {
    const {
      operator,
      outputs: [output],
    } = node;
    const halved = initializers.get(`${output}:float16`);
    const quartered = initializers.get(`${output}:int8`);
    const scales = initializers.get(`${output}:scale`);
    if (operator === 'Cast' && halved) initializers.set(output, castSource(halved, 'float32'));
    else if (operator === 'Mul' && quartered && scales)
      initializers.set(output, scaled(quartered, scales, longAxis(scales)));
    else return [inFloat(node, makers, initializers)];
    return [];
  });
  return removeUnused({ ...graph, nodes, initializers });
}

/** A product or a lookup of `quantizeProducts` in floating point; any other node as it is. */
function inFloat(
  node: GraphNode,
  makers: ReadonlyMap<string, GraphNode>,
  initializers: Map<string, Initializer>,
) {
  const lookup = node.operator === 'Mul' ? makers.get(`${node.outputs[0]}:rows`) : undefined;
  const source = lookup ? lookup.inputs[0] : node.operator === 'DynamicQuantizeMatMul' ? node.inputs[1] : '';
  const [, name, isTransposed] = /^(.+):q8(t?)$/.exec(source) ?? [];
  const [stored, scales] = [initializers.get(source), initializers.get(`${name}:q8-scale`)];
  if (!stored || !scales) return node;
  const weight = scaled(stored, scales, lookup ? 0 : 1);
  initializers.set(name, isTransposed ? transposed(weight) : weight);
  if (lookup)
    return {
      ...lookup,
      name: `${node.outputs[0]}:Gather`,
      inputs: [name, lookup.inputs[1]],
      outputs: node.outputs,
    };
  const [rows, , , , bias] = node.inputs;
  return {
    ...node,
    operator: 'Gemm',
    domain: '',
    inputs: [rows, name, ...(bias ? [bias] : [])],
    attributes: isTransposed ? { transB: { kind: 'int', value: 1 } as const } : {},
  };
}

/** The only axis along which scales are longer than 1. */
function longAxis({ shape }: TensorSource): number {
  return shape.findIndex((length) => length > 1);
}

/** Integers times the scale of their channel along `axis`. */
function scaled(stored: TensorSource, scales: TensorSource, axis: number): TensorSource<'float32'> {
  return deriveSource('float32', stored.shape, [stored, scales], (integers, steps) => {
    const channelOf = axis < 0 ? () => 0 : channelIndex(stored.shape, axis);
    const values = integers.data as Int8Array;
    const result = new Float32Array(values.length);
    for (let i = 0; i < values.length; i++) result[i] = values[i] * Number(steps.data[channelOf(i)]);
    return result;
  });
}
