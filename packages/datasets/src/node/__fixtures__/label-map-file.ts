import { deflateSync } from 'node:zlib';

/** A MATLAB file of version 5 with the matrix `LabelMap` of 16-bit numbers, compressed as MATLAB saves it. */
export function labelMapFile(
  width: number,
  height: number,
  value: (x: number, y: number) => number,
  name = 'LabelMap',
): Uint8Array {
  const numbers = Buffer.alloc(2 * width * height);
  for (let x = 0; x < width; x++)
    for (let y = 0; y < height; y++) numbers.writeUInt16LE(value(x, y), 2 * (x * height + y));
  const sizes = Buffer.alloc(8);
  sizes.writeInt32LE(height, 0);
  sizes.writeInt32LE(width, 4);
  const flags = Buffer.from([11, 0, 0, 0, 0, 0, 0, 0]);
  const matrix = element(
    14,
    Buffer.concat([element(6, flags), element(5, sizes), element(1, Buffer.from(name)), element(4, numbers)]),
  );
  const packed = deflateSync(matrix);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(15, 0);
  head.writeUInt32LE(packed.length, 4);
  return Buffer.concat([header(), head, packed]);
}

function header(): Buffer {
  const bytes = Buffer.alloc(128, ' ');
  bytes.write('MATLAB 5.0 MAT-file');
  bytes.writeUInt16LE(0x0100, 124);
  bytes.write('IM', 126);
  return bytes;
}

/** Small elements have their length beside the code. */
function element(code: number, data: Buffer): Buffer {
  const isSmall = data.length <= 4;
  const head = Buffer.alloc(isSmall ? 4 : 8);
  if (isSmall) head.writeUInt32LE((data.length << 16) | code, 0);
  else {
    head.writeUInt32LE(code, 0);
    head.writeUInt32LE(data.length, 4);
  }
  const padding = Buffer.alloc((8 - ((head.length + data.length) % 8)) % 8);
  return Buffer.concat([head, data, padding]);
}
