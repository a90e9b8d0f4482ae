import {
  allocate,
  bytesPerElement,
  fromBytes,
  LangSegError,
  sizeOf,
  tensor,
  type DType,
  type Tensor,
} from '@langseg/core';
import { TensorProto_DataLocation, type TensorProto } from 'onnx-buf';
import { constantOf } from '../graph/constant.js';
import type { Initializer } from '../graph/graph.js';
import { dtypeOfOnnx } from './data-type.js';

/** Reads `length` bytes at `offset` of an external data file, named as in the model. */
export type ReadExternal = (location: string, offset: number, length: number) => Promise<Uint8Array>;

/** An initialiser of the model: a constant where its data is inside the message, else a source that reads it. */
export function decodeInitializer(proto: TensorProto, readExternal: ReadExternal | undefined): Initializer {
  if (proto.dataLocation !== TensorProto_DataLocation.EXTERNAL) return constantOf(decodeTensor(proto));

  const { name } = proto;
  const { dtype, shape } = decodeType(proto);
  const entry = (key: string) => proto.externalData.find((e) => e.key === key)?.value;
  const location = entry('location') ?? '';
  const offset = Number(entry('offset') ?? 0);
  const expected = sizeOf(shape) * bytesPerElement(dtype);
  const length = Number(entry('length') ?? expected);
  if (!Number.isSafeInteger(offset) || offset < 0 || length !== expected)
    throw corrupt(name, `${expected} bytes of external data`, `${length} bytes at offset ${offset}`);
  return {
    dtype,
    shape,
    load: async () => {
      if (!readExternal)
        throw new LangSegError(
          'NOT_FOUND',
          `The weight "${name}" lies in "${location}", which was not given.`,
          {
            name,
            location,
          },
        );
      const bytes = await readExternal(location, offset, length);
      if (bytes.byteLength !== expected)
        throw corrupt(name, `${expected} bytes of "${location}"`, `${bytes.byteLength} bytes`);
      return tensor(dtype, shape, fromBytes(dtype, bytes));
    },
  };
}

/** A tensor whose data is inside the message: as raw bytes, or as a typed list where it is small. */
export function decodeTensor(proto: TensorProto): Tensor {
  const { dtype, shape } = decodeType(proto);
  const size = sizeOf(shape);
  if (proto.rawData.length > 0 || size === 0) {
    const expected = size * bytesPerElement(dtype);
    if (proto.rawData.length !== expected)
      throw corrupt(proto.name, `${expected} bytes of data`, `${proto.rawData.length} bytes`);
    return tensor(dtype, shape, fromBytes(dtype, proto.rawData));
  }
  const values = listedValues(proto, dtype);
  if (values.length !== size) throw corrupt(proto.name, `${size} elements`, `${values.length} elements`);
  const data = allocate(dtype, size);
  for (let i = 0; i < size; i++) data[i] = values[i];
  return { dtype, shape, data };
}

function decodeType({ name, dataType, dims }: TensorProto): { dtype: DType; shape: number[] } {
  const shape = dims.map(Number);
  if (!shape.every((length) => length >= 0) || !Number.isSafeInteger(sizeOf(shape)))
    throw corrupt(name, 'a shape', `[${shape.join(', ')}]`);
  return { dtype: dtypeOfOnnx(dataType), shape };
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

function corrupt(name: string, expected: string, found: string): LangSegError {
  return new LangSegError('FILE_CORRUPT', `The model's tensor "${name}" needs ${expected}, got ${found}.`, {
    name,
    expected,
    found,
  });
}
