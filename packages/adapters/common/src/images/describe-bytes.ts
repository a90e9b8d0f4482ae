import { counted } from '@langseg/core';
const shown = 12;

/** Says what came instead of an image: the size, and the first bytes as text or else as hexadecimal numbers. */
export function describeBytes(bytes: Uint8Array, size: number = bytes.length): string {
  const count = counted(size, 'byte');
  const first = bytes.subarray(0, shown);
  if (first.length === 0) return count;
  const isText = first.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d);
  const start = isText
    ? JSON.stringify(String.fromCharCode(...first))
    : Array.from(first, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return `${count} beginning with ${start}`;
}
