import { open, type FileHandle } from 'node:fs/promises';
import { withIoErrors } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';

/** Bytes of a value by field type (TIFF 6.0, section 2; BigTIFF adds 16 to 18). */
const valueBytes: Readonly<Record<number, number>> = {
  ...{ 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4 },
  ...{ 16: 8, 17: 8, 18: 8 },
};

/** No picture has more tags. */
const mostEntries = 1024;

/**
 * Checks the first directory of a TIFF: that it and all that its entries name lie in the file. What reads them takes a count at its word, and
 * what lies behind the end for zeros.
 *
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`; `IMAGE_UNREADABLE` for what is no TIFF, damaged or cut off.
 */
export async function checkDirectory(path: string): Promise<void> {
  await withIoErrors('open', path, async () => {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (!(await isWhole(file, size)))
        throw new LangSegError(
          'IMAGE_UNREADABLE',
          `${path} is no TIFF that can be read: it is another format, damaged, or cut off at ${size} bytes.`,
          { path, size },
        );
    } finally {
      await file.close();
    }
  });
}

async function isWhole(file: FileHandle, size: number): Promise<boolean> {
  const read = async (at: number, length: number): Promise<Buffer | undefined> => {
    if (!(at >= 0 && at + length <= size)) return undefined;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
    return bytesRead === length ? buffer : undefined;
  };
  const head = await read(0, 16);
  const order = head?.toString('latin1', 0, 2);
  if (!head || (order !== 'II' && order !== 'MM')) return false;
  const isLittle = order === 'II';
  const number = (bytes: Buffer, at: number, width: 2 | 4 | 8): number => {
    if (width === 8) return Number(isLittle ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
    return isLittle ? bytes.readUIntLE(at, width) : bytes.readUIntBE(at, width);
  };
  const version = number(head, 2, 2);
  if (version !== 42 && version !== 43) return false;
  const isBig = version === 43;
  const [countWidth, wide, entryBytes] = isBig ? ([8, 8, 20] as const) : ([2, 4, 12] as const);
  const first = number(head, isBig ? 8 : 4, wide);
  const counted = await read(first, countWidth);
  const count = counted ? number(counted, 0, countWidth) : 0;
  if (count < 1 || count > mostEntries) return false;
  const entries = await read(first + countWidth, count * entryBytes);
  if (!entries) return false;
  for (let at = 0; at < entries.length; at += entryBytes) {
    const bytes = (valueBytes[number(entries, at + 2, 2)] ?? Infinity) * number(entries, at + 4, wide);
    const isInline = bytes <= wide;
    if (!isInline && !(number(entries, at + 4 + wide, wide) + bytes <= size)) return false;
  }
  return true;
}
