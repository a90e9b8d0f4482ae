import { LangSegError, type Tensor } from '@langseg/core';
import { AttributeProto_AttributeType, type AttributeProto, type NodeProto } from 'onnx-buf';
import { float32, int64 } from '../graph/constant.js';
import type { GraphNode } from '../graph/graph.js';
import type { Attribute } from '../operators/attributes.js';
import { decodeTensor } from './decode-tensor.js';

/** A node of the model; unnamed ones are named after their operator and position. */
export function decodeNode(node: NodeProto, index: number): GraphNode {
  const name = node.name || `${node.opType}_${index}`;
  return {
    name,
    operator: node.opType,
    domain: node.domain === 'ai.onnx' ? '' : node.domain,
    inputs: node.input,
    outputs: node.output,
    attributes: Object.fromEntries(
      node.attribute.map((attribute) => [attribute.name, decodeAttribute(name, attribute)]),
    ),
  };
}

/** True for the `Constant` operator, which other exporters write where LangSeg has an initialiser. */
export function isConstant(node: NodeProto): boolean {
  return node.opType === 'Constant' && (node.domain === '' || node.domain === 'ai.onnx');
}

/** The tensor that a `Constant` node holds. */
export function decodeConstant(node: NodeProto): Tensor {
  const [attribute] = node.attribute;
  switch (attribute?.name ?? '') {
    case 'value':
      if (attribute.t) return decodeTensor(attribute.t);
      break;
    case 'value_float':
      return float32(attribute.f);
    case 'value_floats':
      return {
        dtype: 'float32',
        shape: [attribute.floats.length],
        data: Float32Array.from(attribute.floats),
      };
    case 'value_int':
      return { dtype: 'int64', shape: [], data: BigInt64Array.of(attribute.i) };
    case 'value_ints':
      return int64(attribute.ints.map(Number));
  }
  throw unreadable(node.name || node.output[0], attribute);
}

function decodeAttribute(node: string, attribute: AttributeProto): Attribute {
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
      throw unreadable(node, attribute);
  }
}

function unreadable(node: string, attribute: AttributeProto | undefined): LangSegError {
  return new LangSegError(
    'GRAPH_INVALID',
    `Node ${node} has attribute "${attribute?.name ?? ''}" of a kind LangSeg does not read (${attribute?.type ?? 0}).`,
    { node, attribute: attribute?.name },
  );
}
