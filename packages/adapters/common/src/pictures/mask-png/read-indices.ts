import type { LabelMap } from '@langseg/core';
import { inflateExactly } from './inflate-exactly.js';
import { bytesOf, passesOf } from './passes.js';
import type { PngParts } from './read-png.js';
import { unfilterRows } from './unfilter-rows.js';

/**
 * The sample of every pixel of a PNG with one sample a pixel: 16 bit for a file of 16 bit, else 8 bit.
 *
 * @throws Error for damaged pixels.
 */
export function readIndices({ header, data }: PngParts): LabelMap {
  const { width, height, depth } = header;
  const passes = passesOf(header);
  const packed = inflateExactly(data, bytesOf(passes));
  const values = depth === 16 ? new Uint16Array(width * height) : new Uint8Array(width * height);
  const sample = sampleReader(depth);
  for (const { pass, row, bytes } of unfilterRows(packed, passes, header)) {
    const start = (pass.y + row * pass.stepY) * width + pass.x;
    if (depth === 8 && pass.stepX === 1) values.set(bytes, start);
    else for (let i = 0; i < pass.width; i++) values[start + i * pass.stepX] = sample(bytes, i);
  }
  return values;
}

/** Samples of less than 8 bit are packed from the top of each byte, those of 16 bit begin with the upper byte. */
function sampleReader(depth: number): (bytes: Uint8Array, index: number) => number {
  if (depth === 16) return (bytes, i) => (bytes[2 * i] << 8) | bytes[2 * i + 1];
  if (depth === 8) return (bytes, i) => bytes[i];
  const mask = (1 << depth) - 1;
  return (bytes, i) => (bytes[(i * depth) >> 3] >> (8 - depth - ((i * depth) & 7))) & mask;
}
