import { LangSegError, type DType, type ValueInfo } from '@langseg/core';
import type { InferenceSession } from 'onnxruntime-node';

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
export function toValueInfos(metadata: readonly InferenceSession.ValueMetadata[]): ValueInfo[] {
  return metadata.map((value) => {
    if (!value.isTensor || !dtypes.has(value.type))
      throw new LangSegError(
        'RUNTIME_FAILED',
        `The model's "${value.name}" is ${value.isTensor ? `a ${value.type} tensor` : 'not a tensor'}; ` +
          'LangSeg runs models whose inputs and outputs are numeric or bool tensors.',
        { name: value.name },
      );
    return {
      name: value.name,
      dtype: value.type as DType,
      shape: value.shape.map((axis) => (typeof axis === 'number' ? axis : undefined)),
    };
  });
}
