import type { DType } from '@langseg/core';

/** LangSeg's element types by their names in a safetensors header. */
export const dtypeOfName: ReadonlyMap<string, DType> = new Map([
  ['F64', 'float64'],
  ['F32', 'float32'],
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
  ['I64', 'int64'],
  ['I32', 'int32'],
  ['I16', 'int16'],
  ['I8', 'int8'],
  ['U64', 'uint64'],
  ['U32', 'uint32'],
  ['U16', 'uint16'],
  ['U8', 'uint8'],
  ['BOOL', 'bool'],
]);

/** The reverse of {@link dtypeOfName}. */
export const nameOfDType: ReadonlyMap<DType, string> = new Map(
  [...dtypeOfName].map(([name, dtype]) => [dtype, name]),
);
