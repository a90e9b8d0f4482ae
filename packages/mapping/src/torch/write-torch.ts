import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { LangSegError } from '@langseg/core';
import { pickle, type Pickled } from './pickle.js';

/** Numbers of a tensor, in pieces that are made while they are written. */
export interface TorchStorage {
  /** `key` of the tensor in the pickle. */
  readonly key: string;
  readonly chunks: () => Iterable<Uint8Array>;
}

/** A zip archive without its 64-bit extension has fewer bytes. */
const mostBytes = 2 ** 32 - 2 ** 20;
/** PyTorch aligns what it maps into memory. */
const alignment = 64;

interface Entry {
  readonly name: Uint8Array;
  readonly offset: number;
  readonly crc: number;
  readonly size: number;
}

/**
 * Writes a file for `torch.load`: a zip archive, not compressed, with `data.pkl`, `version`, and the numbers of each tensor in `data/`.
 *
 * @throws LangSegError `IO_FAILED` for more than 4 GB, and whatever Node throws.
 */
export async function writeTorch(
  path: string,
  value: Pickled,
  storages: readonly TorchStorage[] = [],
): Promise<void> {
  const text = new TextEncoder();
  const file = await open(path, 'w');
  try {
    const entries: Entry[] = [];
    let at = 0;
    const add = async (name: string, chunks: Iterable<Uint8Array>): Promise<void> => {
      const entry = await writeEntry(file, at, text.encode(`archive/${name}`), chunks);
      entries.push(entry);
      at = entry.end;
    };
    await add('data.pkl', pickle(value));
    for (const { key, chunks } of storages) await add(`data/${key}`, chunks());
    await add('version', [text.encode('3\n')]);
    const directory = Buffer.concat(entries.map(directoryEntry));
    await writeAt(file, directory, at);
    await writeAt(file, endOfDirectory(entries.length, directory.length, at), at + directory.length);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The header is written last, when size and checksum are known. */
async function writeEntry(
  file: FileHandle,
  offset: number,
  name: Uint8Array,
  chunks: Iterable<Uint8Array>,
): Promise<Entry & { readonly end: number }> {
  const plain = offset + 30 + name.length;
  // The extra field has four bytes of its own: identifier and length.
  const padding = 4 + ((alignment - ((plain + 4) % alignment)) % alignment);
  const start = plain + padding;
  let [crc, size] = [0, 0];
  for (const chunk of chunks) {
    await writeAt(file, chunk, start + size);
    crc = crc32(chunk, crc);
    size += chunk.length;
    if (start + size > mostBytes)
      throw new LangSegError(
        'IO_FAILED',
        'The file for PyTorch would be larger than 4 GB. Use larger voxels.',
        { size },
      );
  }
  const header = Buffer.alloc(30 + name.length + padding);
  header.writeUInt32LE(0x04034b50, 0);
  writeFacts(header, 4, { crc, size, name, extra: padding });
  header.set(name, 30);
  header.write('FB', 30 + name.length, 'latin1');
  header.writeUInt16LE(padding - 4, 32 + name.length);
  header.fill('Z', 34 + name.length);
  await writeAt(file, header, offset);
  return { name, offset, crc, size, end: start + size };
}

function directoryEntry({ name, offset, crc, size }: Entry): Buffer {
  const entry = Buffer.alloc(46 + name.length);
  entry.writeUInt32LE(0x02014b50, 0);
  writeFacts(entry, 6, { crc, size, name, extra: 0 });
  entry.writeUInt32LE(offset, 42);
  entry.set(name, 46);
  return entry;
}

/** What local headers and the directory say alike, from the version that is needed on: stored, of 1 January 1980. */
function writeFacts(
  target: Buffer,
  at: number,
  { crc, size, name, extra }: Pick<Entry, 'crc' | 'size' | 'name'> & { readonly extra: number },
): void {
  target.writeUInt16LE(20, at);
  target.writeUInt16LE(0x0021, at + 8);
  target.writeUInt32LE(crc, at + 10);
  target.writeUInt32LE(size, at + 14);
  target.writeUInt32LE(size, at + 18);
  target.writeUInt16LE(name.length, at + 22);
  target.writeUInt16LE(extra, at + 24);
}

function endOfDirectory(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(
      bytes,
      done,
      Math.min(bytes.length - done, 2 ** 30),
      position + done,
    );
    done += bytesWritten;
  }
}
