import { type Tensor } from '@langseg/core';
import { constantOf, onnxDataType, type Graph, type GraphNode } from '@langseg/onnx-graph';

/** The same graph in double precision, for finite differences. */
export function toFloat64(graph: Graph): Graph {
  const dtypeOf = (dtype: string) => (dtype === 'float32' ? 'float64' : dtype);
  const widen = <V extends { readonly dtype: string }>(value: V) => ({
    ...value,
    dtype: dtypeOf(value.dtype),
  });
  return {
    ...graph,
    inputs: graph.inputs.map(widen) as Graph['inputs'],
    outputs: graph.outputs.map(widen) as Graph['outputs'],
    nodes: graph.nodes.map(widenCast),
    initializers: new Map(
      [...graph.initializers].map(([name, initializer]) => [
        name,
        initializer.value ? constantOf(float64Tensor(initializer.value)) : initializer,
      ]),
    ),
  };
}

/** A float32 tensor in double precision; others as they are. */
export function float64Tensor(value: Tensor): Tensor {
  if (value.dtype !== 'float32') return value;
  return { dtype: 'float64', shape: value.shape, data: Float64Array.from(value.data as Float32Array) };
}

function widenCast(node: GraphNode): GraphNode {
  if (node.operator !== 'Cast' || node.attributes.to.value !== onnxDataType('float32')) return node;
  return { ...node, attributes: { to: { kind: 'int', value: onnxDataType('float64') } } };
}
