import { fromBinary } from '@bufbuild/protobuf';
import {
  allocate,
  bytesPerElement,
  fromBytes,
  LangSegError,
  sizeOf,
  tensor,
  type DType,
  type DTypeArrays,
  type Tensor,
} from '@langseg/core';
import {
  AttributeProto_AttributeType,
  ModelProtoSchema,
  TensorProto_DataLocation,
  type AttributeProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from 'onnx-buf';
import { constantOf } from '../graph/constant.js';
import type { Attribute, Graph, GraphNode, GraphValue, Initializer } from '../graph/graph.js';
import { dtypeOfOnnx } from './data-type.js';

/** Reads `length` bytes at `offset` of an external data file, named as in the model. */
export type ReadExternal = (
  location: string,
  offset: number,
  length: number | undefined,
) => Promise<Uint8Array>;

/**
 * Reads an ONNX model. Data inside the message becomes constants; external data stays outside until it is loaded.
 *
 * @param options.readExternal needed only when a weight with external data is loaded.
 * @throws LangSegError `FILE_CORRUPT` when the bytes are no ONNX model, `GRAPH_INVALID` for what LangSeg has no form
 * for (subgraphs, sparse or string tensors).
 */
export function decodeModel(
  bytes: Uint8Array,
  options: { readonly readExternal?: ReadExternal } = {},
): Graph {
  let model: ModelProto;
  try {
    model = fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    throw new LangSegError(
      'FILE_CORRUPT',
      'This is not an ONNX model: its protobuf message can not be read.',
      {},
      { cause },
    );
  }
  const graph = model.graph;
  if (!graph || graph.node.length === 0)
    throw new LangSegError('FILE_CORRUPT', 'This is not an ONNX model: it holds no graph.');
  const initializers = new Map(graph.initializer.map((t) => [t.name, initializer(t, options.readExternal)]));
  return {
    name: graph.name,
    opset: Number(
      model.opsetImport.find((set) => set.domain === '' || set.domain === 'ai.onnx')?.version ?? 0n,
    ),
    inputs: graph.input.filter((input) => !initializers.has(input.name)).map(graphValue),
    outputs: graph.output.map(graphValue),
    nodes: graph.node.map(graphNode),
    initializers,
    metadata: Object.fromEntries(model.metadataProps.map(({ key, value }) => [key, value])),
  };
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

function graphNode(node: NodeProto, index: number): GraphNode {
  const name = node.name || `${node.opType}_${index}`;
  return {
    name,
    operator: node.opType,
    domain: node.domain === 'ai.onnx' ? '' : node.domain,
    inputs: node.input,
    outputs: node.output,
    attributes: Object.fromEntries(
      node.attribute.map((attribute) => [attribute.name, attributeOf(name, attribute)]),
    ),
  };
}

function attributeOf(node: string, attribute: AttributeProto): Attribute {
  switch (attribute.type) {
    case AttributeProto_AttributeType.INT:
      return { kind: 'int', value: Number(attribute.i) };
    case AttributeProto_AttributeType.INTS:
      return { kind: 'ints', value: attribute.ints.map(Number) };
    case AttributeProto_AttributeType.FLOAT:
      return { kind: 'float', value: attribute.f };
    case AttributeProto_AttributeType.FLOATS:
      return { kind: 'floats', value: attribute.floats };
    case AttributeProto_AttributeType.STRING:
      return { kind: 'string', value: new TextDecoder().decode(attribute.s) };
    default:
      throw new LangSegError(
        'GRAPH_INVALID',
        `Node ${node} has attribute "${attribute.name}" of a kind LangSeg does not read (${attribute.type}).`,
        { node, attribute: attribute.name },
      );
  }
}

function initializer(proto: TensorProto, readExternal: ReadExternal | undefined): Initializer {
  const dtype = dtypeOfOnnx(proto.dataType);
  const shape = proto.dims.map(Number);
  if (proto.dataLocation !== TensorProto_DataLocation.EXTERNAL)
    return constantOf(inlineTensor(proto, dtype, shape));

  const entry = (key: string) => proto.externalData.find((e) => e.key === key)?.value;
  const location = entry('location') ?? '';
  const offset = Number(entry('offset') ?? 0);
  const length = entry('length') === undefined ? undefined : Number(entry('length'));
  return {
    dtype,
    shape,
    load: async () => {
      if (!readExternal)
        throw new LangSegError(
          'NOT_FOUND',
          `The weight "${proto.name}" lies in "${location}", which was not given.`,
          {
            name: proto.name,
            location,
          },
        );
      const bytes = await readExternal(location, offset, length ?? sizeOf(shape) * bytesPerElement(dtype));
      return tensor(dtype, shape, fromBytes(dtype, bytes));
    },
  };
}

/** Small tensors may be stored as typed lists instead of raw bytes. */
function inlineTensor(proto: TensorProto, dtype: DType, shape: readonly number[]): Tensor {
  if (proto.rawData.length > 0 || sizeOf(shape) === 0)
    return tensor(dtype, shape, fromBytes(dtype, proto.rawData));
  const values = listedValues(proto, dtype);
  const data = allocate(dtype, values.length);
  for (let i = 0; i < values.length; i++) data[i] = values[i] as never;
  return tensor(dtype, shape, data as DTypeArrays[DType]);
}

function listedValues(proto: TensorProto, dtype: DType): ArrayLike<number | bigint> {
  switch (dtype) {
    case 'float32':
      return proto.floatData;
    case 'float64':
      return proto.doubleData;
    case 'int64':
      return proto.int64Data;
    case 'uint64':
      return proto.uint64Data;
    case 'uint32':
      return proto.uint64Data.map(Number);
    default:
      return proto.int32Data;
  }
}
