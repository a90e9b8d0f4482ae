import { endianness } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflate } from 'node:zlib';
import { maskKeyword, maskText, type MaskOptions } from '@langseg/adapter-common';
import { colorAt, type LabelMap } from '@langseg/core';
import type { ByteSink } from '../files/byte-sink.js';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

const [greyscale, indexed] = [0, 3];

/**
 * Writes a label map that comes in pieces, without holding it: the same picture as `encodeMask`, a PNG whose pixel value is the
 * index of the label.
 *
 * @param rows whole rows from the top, any number at a time.
 * @throws LangSegError what `sink` throws.
 */
export async function writeMaskRows(
  rows: AsyncIterable<LabelMap>,
  { width, height, palette, labels }: MaskOptions,
  sink: ByteSink,
): Promise<void> {
  const isWide = labels.length > 256;
  const chunk = (type: string, data: Uint8Array): Promise<void> => sink.write(pngChunk(type, data));
  await sink.write(signature);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([isWide ? 16 : 8, isWide ? greyscale : indexed], 8);
  await chunk('IHDR', header);
  if (!isWide)
    await chunk('PLTE', Uint8Array.from(labels.flatMap((_, index) => [...colorAt(palette, index)])));
  await pipeline(scanLines(rows, width, isWide), createDeflate({ chunkSize: 2 ** 18 }), async (packed) => {
    for await (const data of packed) await chunk('IDAT', data as Uint8Array);
  });
  await chunk('tEXt', Buffer.from(`${maskKeyword}\0${maskText(labels)}`, 'latin1'));
  await chunk('IEND', new Uint8Array(0));
}

/** Rows as PNG filters them: not at all, which a byte before each says. */
async function* scanLines(
  pieces: AsyncIterable<LabelMap>,
  width: number,
  isWide: boolean,
): AsyncGenerator<Uint8Array, void, undefined> {
  const size = 1 + width * (isWide ? 2 : 1);
  for await (const piece of pieces) {
    const rows = piece.length / width;
    const lines = Buffer.alloc(rows * size);
    for (let row = 0; row < rows; row++) {
      const labels = piece.subarray(row * width, (row + 1) * width);
      lines.set(isWide ? bigEndian(labels) : labels, row * size + 1);
    }
    yield lines;
  }
}

/** Numbers of 16 bits, the upper byte first. */
function bigEndian(labels: LabelMap): Uint8Array {
  const bytes = Buffer.from(new Uint16Array(labels).buffer);
  return endianness() === 'LE' ? bytes.swap16() : bytes;
}

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const chunk = Buffer.alloc(data.length + 12);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(data, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
}
