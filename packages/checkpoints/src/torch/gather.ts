import { sizeOf } from '@langseg/core';
import type { StridedLayout } from './strided-layout.js';

/** Integer arrays: copying floats through them keeps every bit of a NaN. */
const words = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const;

/** Copies the elements of a strided layout of `bytes`, which must be aligned to 4, into row-major order. */
export function gather(bytes: Uint8Array, layout: StridedLayout, bytesPerElement: number): Uint8Array {
  if (bytesPerElement === 8) return gather(bytes, asWordPairs(layout), 4);
  const Words = words[bytesPerElement as keyof typeof words];
  const source = new Words(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length / bytesPerElement);
  const { shape, strides, offset } = layout;
  const target = new Words(sizeOf(shape));
  const inner = shape.at(-1) ?? 1;
  const innerStride = strides.at(-1) ?? 1;
  const index = shape.map(() => 0);
  for (let at = offset, written = 0; written < target.length;) {
    for (let i = 0; i < inner; i++) target[written++] = source[at + i * innerStride];
    for (let axis = shape.length - 2; axis >= 0; axis--) {
      at += strides[axis];
      if (++index[axis] < shape[axis]) break;
      at -= shape[axis] * strides[axis];
      index[axis] = 0;
    }
  }
  return new Uint8Array(target.buffer);
}

/** The same layout counted in 4-byte words instead of 8-byte elements. */
function asWordPairs({ offset, shape, strides }: StridedLayout): StridedLayout {
  return { offset: 2 * offset, shape: [...shape, 2], strides: [...strides.map((stride) => 2 * stride), 1] };
}
