import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { toBytes, type TensorSource, type Weights } from '@langseg/core';

/** Writes float32 weights as `numpy.savez` does: an archive without compression, with a `.npy` for each. One is in memory at a time. */
export async function writeNpz(path: string, weights: Weights): Promise<void> {
  const file = await open(path, 'w');
  const directory: Buffer[] = [];
  let offset = 0;
  try {
    for (const [name, source] of weights) {
      const bytes = await npy(source);
      const label = Buffer.from(`${name}.npy`);
      const facts = factsOf(bytes, label.length);
      await file.writeFile(Buffer.concat([signature(0x04034b50), facts, label]));
      await file.writeFile(bytes);
      const place = Buffer.alloc(14);
      place.writeUInt32LE(offset, 10);
      directory.push(Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), facts, place, label]));
      offset += 4 + facts.length + label.length + bytes.length;
    }
    const entries = Buffer.concat(directory);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(directory.length, 8);
    end.writeUInt16LE(directory.length, 10);
    end.writeUInt32LE(entries.length, 12);
    end.writeUInt32LE(offset, 16);
    await file.writeFile(Buffer.concat([entries, end]));
  } finally {
    await file.close();
  }
}

async function npy(source: TensorSource): Promise<Buffer> {
  const shape = source.shape.length === 1 ? `${source.shape[0]},` : source.shape.join(', ');
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape}), }`;
  const padded = header.padEnd(Math.ceil((header.length + 11) / 64) * 64 - 11) + '\n';
  const length = Buffer.alloc(2);
  length.writeUInt16LE(padded.length);
  const magic = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0]);
  return Buffer.concat([magic, length, Buffer.from(padded), toBytes((await source.load()).data)]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** What an archive says of a member, both before it and in the directory: version, checksum and sizes. */
function factsOf(bytes: Buffer, nameLength: number): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt32LE(crc32(bytes), 10);
  facts.writeUInt32LE(bytes.length, 14);
  facts.writeUInt32LE(bytes.length, 18);
  facts.writeUInt16LE(nameLength, 22);
  return facts;
}
