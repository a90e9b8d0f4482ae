import { deflateSync, inflateSync } from 'node:zlib';
import { toBytes } from '@langseg/core';
import type { TeacherMap } from '../../data/teaching/teacher-map.js';

const headerLength = 3;
/** More than any map has: what inflates to more is no map. */
const mostBytes = 1 << 22;

/** Width, height and depth, then all classes and all shares, compressed: some 10 kB for a photo. */
export function encodeTeacherMap({ width, height, depth, classes, shares }: TeacherMap): Uint8Array {
  const header = Uint16Array.of(width, height, depth);
  return deflateSync(Buffer.concat([toBytes(header), toBytes(classes), shares]));
}

/** The map in a file, or nothing where it is damaged. */
export function decodeTeacherMap(bytes: Uint8Array): TeacherMap | undefined {
  let plain: Uint8Array<ArrayBuffer>;
  try {
    // A copy of its own: numbers must be aligned, and a Buffer is a part of something larger.
    plain = new Uint8Array(inflateSync(bytes, { maxOutputLength: mostBytes }));
  } catch {
    return undefined;
  }
  if (plain.length < 2 * headerLength) return undefined;
  const [width, height, depth] = new Uint16Array(plain.buffer, 0, headerLength);
  const length = width * height * depth;
  if (length === 0 || plain.length !== 2 * headerLength + 3 * length) return undefined;
  const classes = new Uint16Array(plain.buffer, 2 * headerLength, length);
  return { width, height, depth, classes, shares: plain.subarray(2 * headerLength + 2 * length) };
}
