import { fromBytes, toBytes, type DType, type Tensor } from '@langseg/core';

/** A tensor as JSON. */
export interface SentTensor {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: string;
}

export function sendTensor({ dtype, shape, data }: Tensor): SentTensor {
  return { dtype, shape, data: toBase64(toBytes(data)) };
}

export function receiveTensor({ dtype, shape, data }: SentTensor): Tensor {
  return { dtype, shape, data: fromBytes(dtype, fromBase64(data)) };
}

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

export function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
