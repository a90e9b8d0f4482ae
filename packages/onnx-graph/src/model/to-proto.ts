import { create } from '@bufbuild/protobuf';
import { sourceSize, bytesPerElement, toBytes } from '@langseg/core';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataLocation,
  TensorProtoSchema,
  ValueInfoProtoSchema,
  type AttributeProto,
  type ModelProto,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from 'onnx-buf';
import type { Graph, GraphNode, GraphValue, Initializer } from '../graph/graph.js';
import type { Attribute } from '../operators/attributes.js';
import { onnxDataType } from './data-type.js';

/** Where the bytes of an external tensor lie. */
export interface DataPlacement {
  readonly location: string;
  readonly offset: number;
  readonly length: number;
}

/** Size of an initialiser's raw data. */
export function byteLength(initializer: Initializer): number {
  return sourceSize(initializer) * bytesPerElement(initializer.dtype);
}

/**
 * The ONNX message of a graph. Constants go into the message, weights to the places that `placements` names.
 */
export function toModelProto(graph: Graph, placements: ReadonlyMap<string, DataPlacement>): ModelProto {
  const domains = new Set(graph.nodes.map((node) => node.domain));
  domains.add('');
  return create(ModelProtoSchema, {
    irVersion: 9n,
    producerName: 'langseg',
    opsetImport: [...domains].map((domain) => ({ domain, version: BigInt(domain === '' ? graph.opset : 1) })),
    metadataProps: Object.entries(graph.metadata).map(([key, value]) => ({ key, value })),
    graph: create(GraphProtoSchema, {
      name: graph.name,
      input: graph.inputs.map(valueInfo),
      output: graph.outputs.map(valueInfo),
      node: graph.nodes.map(nodeProto),
      initializer: [...graph.initializers].map(([name, initializer]) =>
        tensorProto(name, initializer, placements.get(name)),
      ),
    }),
  });
}

function valueInfo({ name, dtype, shape }: GraphValue): ValueInfoProto {
  const elemType = onnxDataType(dtype);
  const dim = shape.map((axis) => ({
    value:
      typeof axis === 'number'
        ? ({ case: 'dimValue', value: BigInt(axis) } as const)
        : ({ case: 'dimParam', value: axis } as const),
  }));
  return create(ValueInfoProtoSchema, {
    name,
    type: {
      value: { case: 'tensorType', value: { elemType, shape: shape.length > 0 ? { dim } : undefined } },
    },
  });
}

function nodeProto(node: GraphNode): NodeProto {
  return create(NodeProtoSchema, {
    name: node.name,
    opType: node.operator,
    domain: node.domain,
    input: [...node.inputs],
    output: [...node.outputs],
    attribute: Object.entries(node.attributes).map(([name, attribute]) => attributeProto(name, attribute)),
  });
}

function attributeProto(name: string, attribute: Attribute): AttributeProto {
  switch (attribute.kind) {
    case 'int':
      return create(AttributeProtoSchema, {
        name,
        type: AttributeProto_AttributeType.INT,
        i: BigInt(attribute.value),
      });
    case 'ints':
      return create(AttributeProtoSchema, {
        name,
        type: AttributeProto_AttributeType.INTS,
        ints: attribute.value.map(BigInt),
      });
    case 'float':
      return create(AttributeProtoSchema, {
        name,
        type: AttributeProto_AttributeType.FLOAT,
        f: attribute.value,
      });
    case 'floats':
      return create(AttributeProtoSchema, {
        name,
        type: AttributeProto_AttributeType.FLOATS,
        floats: [...attribute.value],
      });
    case 'string':
      return create(AttributeProtoSchema, {
        name,
        type: AttributeProto_AttributeType.STRING,
        s: new TextEncoder().encode(attribute.value),
      });
  }
}

function tensorProto(
  name: string,
  initializer: Initializer,
  placement: DataPlacement | undefined,
): TensorProto {
  const common = {
    name,
    dataType: onnxDataType(initializer.dtype),
    dims: initializer.shape.map(BigInt),
  };
  if (!placement)
    return create(TensorProtoSchema, {
      ...common,
      rawData: toBytes(initializer.value!.data) as Uint8Array<ArrayBuffer>,
    });
  return create(TensorProtoSchema, {
    ...common,
    dataLocation: TensorProto_DataLocation.EXTERNAL,
    externalData: [
      { key: 'location', value: placement.location },
      { key: 'offset', value: String(placement.offset) },
      { key: 'length', value: String(placement.length) },
    ],
  });
}
