import { LangSegError } from '@langseg/core';
import type { GraphProto, ValueInfoProto } from 'onnx-buf';
import { assertConnected } from '../graph/assert-connected.js';
import { constantOf } from '../graph/constant.js';
import type { Graph, GraphValue, Initializer } from '../graph/graph.js';
import { dtypeOfOnnx } from './data-type.js';
import { decodeMessage } from './decode-message.js';
import { decodeConstant, decodeNode, isConstant } from './decode-node.js';
import { decodeInitializer, type ReadExternal } from './decode-tensor.js';

/**
 * Reads an ONNX model. Data inside the message, `Constant` nodes included, becomes constants; external data stays
 * outside until it is loaded.
 *
 * @param options.readExternal needed only when a weight with external data is loaded.
 * @throws LangSegError `FILE_CORRUPT` when the bytes are not an ONNX model, `GRAPH_INVALID` for what LangSeg has no form
 * for (subgraphs, functions, sparse or string tensors) and for nodes that read what nothing defines.
 */
export function decodeModel(
  bytes: Uint8Array,
  options: { readonly readExternal?: ReadExternal } = {},
): Graph {
  const model = decodeMessage(bytes);
  const opset = model.opsetImport.find((set) => set.domain === '' || set.domain === 'ai.onnx')?.version;
  if (!model.graph || model.graph.node.length === 0 || !opset)
    throw new LangSegError(
      'FILE_CORRUPT',
      'This is not an ONNX model: it contains no graph of standard operators.',
    );
  if (model.functions.length > 0 || model.graph.sparseInitializer.length > 0)
    throw new LangSegError('GRAPH_INVALID', 'Models with functions or sparse tensors are not supported.');

  const initializers = decodeInitializers(model.graph, options.readExternal);
  const graph: Graph = {
    name: model.graph.name,
    opset: Number(opset),
    inputs: model.graph.input.filter((input) => !initializers.has(input.name)).map(graphValue),
    outputs: model.graph.output.map(graphValue),
    nodes: model.graph.node.flatMap((node, index) => (isConstant(node) ? [] : [decodeNode(node, index)])),
    initializers,
    metadata: Object.fromEntries(model.metadataProps.map(({ key, value }) => [key, value])),
  };
  assertConnected(graph);
  return graph;
}

function decodeInitializers(
  graph: GraphProto,
  readExternal: ReadExternal | undefined,
): Map<string, Initializer> {
  const initializers = new Map<string, Initializer>();
  for (const proto of graph.initializer) initializers.set(proto.name, decodeInitializer(proto, readExternal));
  for (const node of graph.node)
    if (isConstant(node)) initializers.set(node.output[0], constantOf(decodeConstant(node)));
  return initializers;
}

function graphValue({ name, type }: ValueInfoProto): GraphValue {
  if (type?.value.case !== 'tensorType')
    throw new LangSegError('GRAPH_INVALID', `The value "${name}" of the model is not a tensor.`, { name });
  const { elemType, shape } = type.value.value;
  return {
    name,
    dtype: dtypeOfOnnx(elemType),
    shape: (shape?.dim ?? []).map(({ value }, axis) =>
      value.case === 'dimValue' ? Number(value.value) : value.value || `${name}_${axis}`,
    ),
  };
}
