import type { DType, Tensor } from '@langseg/core';

/** A tensor of onnxruntime whose data is on the processor. */
export interface NativeTensor {
  readonly dims: readonly number[];
  readonly data: unknown;
}

/** Wraps a tensor for onnxruntime, without a copy. @param TensorClass `Tensor` of onnxruntime-node or -web. */
export function toNative<T extends NativeTensor>(
  TensorClass: abstract new (...args: never) => T,
  { dtype, data, shape }: Tensor,
): T {
  // The constructor has one overload per dtype; our dtypes and arrays correspond to them one to one.
  const construct = TensorClass as unknown as new (
    type: string,
    data: Tensor['data'],
    dims: readonly number[],
  ) => T;
  const native = new construct(dtype, data, shape);
  // Where JavaScript has Float16Array the constructor makes one, whose length onnxruntime-node can't read; bits it reads.
  if (dtype === 'float16') Object.defineProperty(native, 'data', { value: data });
  return native;
}

/** The tensor that a run gave, without a copy. */
export function fromNative(dtype: DType, value: NativeTensor): Tensor {
  const data = value.data as Tensor['data'];
  // Where JavaScript has Float16Array the runtime returns one; core keeps the bits.
  const bits = dtype === 'float16' ? new Uint16Array(data.buffer, data.byteOffset, data.length) : data;
  return { dtype, shape: value.dims, data: bits };
}
