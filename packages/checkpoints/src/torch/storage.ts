import type { DType } from '@langseg/core';
import { PickleObject } from '../pickle/pickle-value.js';

/** A storage class such as `torch.HalfStorage`; the untyped one leaves the element type to its tensors. */
export class StorageType extends PickleObject {
  readonly dtype: DType | undefined;

  constructor(name: string, dtype: DType | undefined) {
    super(name);
    this.dtype = dtype;
  }
}

/** The storage classes by their names in `torch`. */
export const storageTypes: ReadonlyMap<string, DType | undefined> = new Map([
  ['DoubleStorage', 'float64'],
  ['FloatStorage', 'float32'],
  ['HalfStorage', 'float16'],
  ['BFloat16Storage', 'bfloat16'],
  ['LongStorage', 'int64'],
  ['IntStorage', 'int32'],
  ['ShortStorage', 'int16'],
  ['CharStorage', 'int8'],
  ['ByteStorage', 'uint8'],
  ['BoolStorage', 'bool'],
  ['UntypedStorage', undefined],
]);

/** The bytes behind one or more tensors. */
export class Storage extends PickleObject {
  /** Undefined for an untyped storage. */
  readonly dtype: DType | undefined;
  readonly byteLength: number;
  /** Reads part of the storage. */
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;

  constructor(name: string, dtype: DType | undefined, byteLength: number, read: Storage['read']) {
    super(name);
    this.dtype = dtype;
    this.byteLength = byteLength;
    this.read = read;
  }
}
