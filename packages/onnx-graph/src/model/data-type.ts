import { LangSegError, type DType } from '@langseg/core';

/** ONNX `TensorProto.DataType` numbers (onnx.proto3). */
const dataTypes: Readonly<Record<DType, number>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  uint16: 4,
  int16: 5,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
  uint32: 12,
  uint64: 13,
  bfloat16: 16,
};

const dtypes = new Map(Object.entries(dataTypes).map(([dtype, number]) => [number, dtype as DType]));

/** The ONNX number of a dtype. */
export function onnxDataType(dtype: DType): number {
  return dataTypes[dtype];
}

/**
 * The dtype of an ONNX number.
 *
 * @throws LangSegError `GRAPH_INVALID` for types LangSeg has no arrays for (strings, complex, float8 …).
 */
export function dtypeOfOnnx(dataType: number): DType {
  const dtype = dtypes.get(dataType);
  if (!dtype)
    throw new LangSegError('GRAPH_INVALID', `Tensors of ONNX data type ${dataType} are not supported.`, {
      dataType,
    });
  return dtype;
}
