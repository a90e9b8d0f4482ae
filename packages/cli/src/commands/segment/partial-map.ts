import { open, rm, type FileHandle } from 'node:fs/promises';
import { withIoErrors } from '@langseg/adapter-node';
import type { LabelMap } from '@langseg/core';

/** A label map that grows on disk, beside the file that will be made of it. What a killed process has written is kept. */
export interface PartialMap {
  /** Whole rows that are there. */
  readonly rows: number;
  append(rows: LabelMap): Promise<void>;
  /** All rows from the top, some at a time. */
  read(): AsyncGenerator<LabelMap, void, undefined>;
  /** Closes the file, which stays for the next time. */
  close(): Promise<void>;
  /** Closes and deletes the file. */
  remove(): Promise<void>;
}

/** What a {@link PartialMap} is made of. */
export interface PartialMapInit {
  readonly width: number;
  /** 1, or 2 for more than 256 labels. */
  readonly bytesPerPixel: 1 | 2;
  /** What its content depends on; a file with another key is begun anew. One line. */
  readonly key: string;
}

/** Bytes that are read back at once. */
const piece = 2 ** 23;

/**
 * Opens the map at `path`, or begins it. The file is a line with the key, then the rows.
 *
 * @throws LangSegError `IO_FAILED`.
 */
export async function openPartialMap(
  path: string,
  { width, bytesPerPixel, key }: PartialMapInit,
): Promise<PartialMap> {
  const header = Buffer.from(`${key}\n`);
  const rowBytes = width * bytesPerPixel;
  const io = <T>(run: () => Promise<T>): Promise<T> => withIoErrors('write', path, run);
  const file = await io(() => open(path, 'a+'));
  let rows = 0;
  try {
    rows = await io(() => wholeRows(file, header, rowBytes));
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    get rows() {
      return rows;
    },
    append: (map) =>
      io(async () => {
        await file.appendFile(Buffer.from(map.buffer, map.byteOffset, map.byteLength));
        rows += map.byteLength / rowBytes;
      }),
    async *read() {
      const atOnce = Math.max(1, Math.floor(piece / rowBytes));
      for (let row = 0; row < rows; row += atOnce) {
        const bytes = new Uint8Array(Math.min(atOnce, rows - row) * rowBytes);
        await io(() => fill(file, bytes, header.length + row * rowBytes));
        yield bytesPerPixel === 1 ? bytes : new Uint16Array(bytes.buffer);
      }
    },
    close: () => file.close(),
    async remove() {
      await file.close();
      await io(() => rm(path, { force: true }));
    },
  };
}

/** Rows that are whole; what follows them is cut off, and everything where the header is another one. */
async function wholeRows(file: FileHandle, header: Buffer, rowBytes: number): Promise<number> {
  const { size } = await file.stat();
  const found = new Uint8Array(header.length);
  if (size >= header.length) await fill(file, found, 0);
  if (size < header.length || Buffer.compare(found, header) !== 0) {
    await file.truncate(0);
    await file.appendFile(header);
    return 0;
  }
  const rows = Math.floor((size - header.length) / rowBytes);
  await file.truncate(header.length + rows * rowBytes);
  return rows;
}

async function fill(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, position + done);
    if (bytesRead === 0) throw new Error('The file ends too early; another process has changed it.');
    done += bytesRead;
  }
}
