import { tensor } from '@langseg/core';
import { expect, it } from 'vitest';
import { fromNative, toNative } from './native-tensor.js';

/** What onnxruntime's class does with half floats where JavaScript has an array for them. */
class ConvertingTensor {
  readonly dims: readonly number[];
  readonly #converted: DataView;

  constructor(_type: string, data: Uint16Array, dims: readonly number[]) {
    this.dims = dims;
    this.#converted = new DataView(data.buffer);
  }

  get data(): unknown {
    return this.#converted;
  }
}

it('hands half floats over as bits, whatever onnxruntime makes of them', () => {
  const bits = Uint16Array.of(0x3c00, 0x7bff);
  const native = toNative(ConvertingTensor, tensor('float16', [2], bits));
  expect(native.data).toBe(bits);
  expect(fromNative('float16', native)).toEqual(tensor('float16', [2], bits));
});
