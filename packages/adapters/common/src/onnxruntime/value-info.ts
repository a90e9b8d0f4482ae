import { LangSegError, type DType, type ValueInfo } from '@langseg/core';

/** What onnxruntime says about an input or output, in Node and in browsers alike. */
export interface ValueMetadata {
  readonly name: string;
  readonly isTensor: boolean;
  readonly type?: string;
  readonly shape?: readonly (number | string)[];
}

/** Element types that the runtime can take from and give to JavaScript; it names them as we do. */
const dtypes: ReadonlySet<string> = new Set<DType>([
  'float32',
  'float64',
  'float16',
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'bool',
]);

/**
 * Describes a model's inputs or outputs; symbolic axes become `undefined`.
 *
 * @throws LangSegError `RUNTIME_FAILED` for strings, sequences and maps, which LangSeg has no tensors for.
 */
export function toValueInfos(metadata: readonly ValueMetadata[]): ValueInfo[] {
  return metadata.map(({ name, isTensor, type = 'unknown', shape = [] }) => {
    if (!isTensor || !dtypes.has(type))
      throw new LangSegError(
        'RUNTIME_FAILED',
        `The model's "${name}" is ${isTensor ? `a ${type} tensor` : 'not a tensor'}; ` +
          'LangSeg runs models whose inputs and outputs are numeric or bool tensors.',
        { name },
      );
    return {
      name,
      dtype: type as DType,
      shape: shape.map((axis) => (typeof axis === 'number' ? axis : undefined)),
    };
  });
}
