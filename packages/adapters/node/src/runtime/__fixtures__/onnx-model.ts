import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import {
  GraphProtoSchema,
  ModelProtoSchema,
  TensorProto_DataType,
  type ValueInfoProtoSchema,
} from 'onnx-buf';

type ValueInit = MessageInitShape<typeof ValueInfoProtoSchema>;

/** An input or output; string axes are symbolic. */
export function value(name: string, elemType: number, shape: readonly (number | string)[]): ValueInit {
  const dim = shape.map((axis) =>
    typeof axis === 'string'
      ? ({ value: { case: 'dimParam', value: axis } } as const)
      : ({ value: { case: 'dimValue', value: BigInt(axis) } } as const),
  );
  return { name, type: { value: { case: 'tensorType', value: { elemType, shape: { dim } } } } };
}

/** The bytes of an ONNX model with this graph. */
export function onnxModel(graph: MessageInitShape<typeof GraphProtoSchema>): Uint8Array<ArrayBuffer> {
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: 10n,
      opsetImport: [{ domain: '', version: 20n }],
      graph: { name: 'g', ...graph },
    }),
  ) as Uint8Array<ArrayBuffer>;
}

/** `y = x` for tensors of one element type. */
export function identityModel(
  elemType: number,
  shape: readonly (number | string)[],
): Uint8Array<ArrayBuffer> {
  return onnxModel({
    node: [{ opType: 'Identity', input: ['x'], output: ['y'] }],
    input: [value('x', elemType, shape)],
    output: [value('y', elemType, shape)],
  });
}

/** `y = x + w` with the float32 initialiser `w` of `length` elements stored outside the model, in `location`. */
export function externalAddModel(location: string, length: number): Uint8Array<ArrayBuffer> {
  return onnxModel({
    node: [{ opType: 'Add', input: ['x', 'w'], output: ['y'] }],
    initializer: [
      {
        name: 'w',
        dataType: TensorProto_DataType.FLOAT,
        dims: [BigInt(length)],
        dataLocation: 1,
        externalData: [{ key: 'location', value: location }],
      },
    ],
    input: [value('x', TensorProto_DataType.FLOAT, [length])],
    output: [value('y', TensorProto_DataType.FLOAT, [length])],
  });
}
