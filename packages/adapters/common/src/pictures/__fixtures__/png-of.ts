import { crc32, deflateSync } from 'node:zlib';

/** What a PNG's header says; nothing is checked. */
interface HeaderFields {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colorType: number;
  readonly isInterlaced?: boolean;
}

const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/**
 * Writes a PNG with one value a pixel, straight from the specification.
 *
 * @param stored the size that the pixels have in truth. Default as the header says.
 */
export function pngOf(
  header: HeaderFields,
  values: readonly number[],
  stored: { readonly width: number; readonly height: number } = header,
): Uint8Array<ArrayBuffer> {
  const fields = Buffer.alloc(13);
  fields.writeUInt32BE(header.width, 0);
  fields.writeUInt32BE(header.height, 4);
  fields.set([header.depth, header.colorType, 0, 0, header.isInterlaced ? 1 : 0], 8);
  const rows: string[][] = [];
  for (const [x0, y0, stepX, stepY] of header.isInterlaced ? passes : [[0, 0, 1, 1]])
    for (let y = y0; y < stored.height && x0 < stored.width; y += stepY) {
      const row: string[] = [];
      for (let x = x0; x < stored.width; x += stepX)
        row.push(values[y * stored.width + x].toString(2).padStart(header.depth, '0'));
      rows.push(row);
    }
  const bytes = rows.flatMap((row) => [
    0,
    ...(row.join('').match(/.{1,8}/g) ?? []).map((bits) => parseInt(bits.padEnd(8, '0'), 2)),
  ]);
  const colors = Array.from({ length: 2 ** header.depth }, (_, i) => [i, 255 - i, 7]).flat();
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', fields),
      ...(header.colorType === 3 ? [chunk('PLTE', colors)] : []),
      chunk('IDAT', deflateSync(Uint8Array.from(bytes))),
      chunk('IEND', []),
    ]),
  );
}

/** A chunk of a PNG. */
export function chunk(type: string, data: Uint8Array | readonly number[]): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const body = Buffer.concat([Buffer.from(type, 'latin1'), Uint8Array.from(data)]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
