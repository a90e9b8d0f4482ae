import { bytesPerElement, type DType, fromBytes, sizeOf, type TensorSource } from '@langseg/core';
import { dtypeOfCode } from '../bytes/dtype-of-code.js';
import {
  type Builder,
  type BuildContext,
  Opaque,
  PickleObject,
  type PickleValue,
} from '../pickle/pickle-value.js';
import { Storage } from './storage.js';
import { StridedTensor } from './strided-tensor.js';
import { parseAxes, stridesOf } from './strided-layout.js';

/** `numpy.dtype`; its byte order arrives as state. */
class NumpyDType extends PickleObject {
  readonly #dtype: DType | undefined;
  #bigEndian = false;

  constructor(code: PickleValue | undefined) {
    super('numpy.dtype');
    this.#dtype = typeof code === 'string' ? dtypeOfCode.get(code) : undefined;
  }

  /** Undefined for what tensors can't hold: text, objects, records, big-endian numbers. */
  get dtype(): DType | undefined {
    return this.#bigEndian ? undefined : this.#dtype;
  }

  override setState(state: PickleValue): void {
    this.#bigEndian = Array.isArray(state) && state[1] === '>';
  }
}

/** `numpy.ndarray`; its content lies in the pickle itself. */
export class NumpyArray extends PickleObject {
  /** Undefined for arrays of text, objects, records or big-endian numbers. */
  tensor: TensorSource | undefined;

  constructor() {
    super('numpy.ndarray');
  }

  /** `(version, shape, dtype, is_fortran, bytes)` */
  override setState(state: PickleValue, context: BuildContext): void {
    const [, shape, type, fortran, bytes] = Array.isArray(state) ? state : [];
    const dtype = type instanceof NumpyDType ? type.dtype : undefined;
    if (!dtype || !(bytes instanceof Uint8Array)) return;
    const lengths = parseAxes(shape, context);
    if (sizeOf(lengths) * bytesPerElement(dtype) !== bytes.length)
      throw context.corrupt(
        `a numpy array of shape [${lengths.join(', ')}] comes with ${bytes.length} bytes.`,
      );
    const storage = new Storage('numpy.ndarray', dtype, bytes.length, (offset, length) =>
      Promise.resolve(bytes.slice(offset, offset + length)),
    );
    this.tensor = new StridedTensor(dtype, storage, {
      offset: 0,
      shape: lengths,
      strides: fortran === true ? stridesOf(lengths.toReversed()).toReversed() : stridesOf(lengths),
    });
  }
}

/** `scalar(dtype, bytes)` as a number; float16 has no number type of its own and stays opaque. */
const scalar: Builder = ([type, bytes], context) => {
  const dtype = type instanceof NumpyDType ? type.dtype : undefined;
  if (!dtype || dtype === 'float16' || !(bytes instanceof Uint8Array))
    return new Opaque('numpy.core.multiarray.scalar');
  if (bytes.length !== bytesPerElement(dtype)) throw context.corrupt('a numpy scalar has the wrong size.');
  const value = fromBytes(dtype, bytes.slice())[0];
  return dtype === 'bool' ? value !== 0 : value;
};

/** The allow-list for numpy 1 and 2. */
export const numpyGlobals: ReadonlyMap<string, Builder> = new Map<string, Builder>([
  ['numpy.dtype', ([code]) => new NumpyDType(code)],
  ['numpy.ndarray', () => new NumpyArray()],
  ...['numpy.core.multiarray', 'numpy._core.multiarray'].flatMap((module): [string, Builder][] => [
    [`${module}._reconstruct`, () => new NumpyArray()],
    [`${module}.scalar`, scalar],
  ]),
]);
