import type { ByteSource } from '../bytes/byte-source.js';
import { corruptFile } from '../bytes/file-errors.js';
import { readExactly, readUint64, viewOf } from '../bytes/read-exactly.js';

/** Where the central directory of a zip archive is. */
export interface DirectoryLocation {
  readonly offset: number;
  readonly size: number;
  readonly entryCount: number;
}

const recordSize = 22;
const locatorSize = 20;
const record64Size = 56;
const maxCommentSize = 0xffff;

/**
 * Finds the central directory through the record at the end of the file (APPNOTE 4.3.16), or its zip64 form (4.3.14)
 * for archives of 4 GB and more.
 *
 * @throws LangSegError `FILE_CORRUPT` when there is none, as in a truncated file, or when it points outside the file.
 */
export async function locateDirectory(source: ByteSource): Promise<DirectoryLocation> {
  const tailSize = Math.min(source.size, recordSize + maxCommentSize);
  const tailOffset = source.size - tailSize;
  const tail = viewOf(await readExactly(source, tailOffset, tailSize, 'the end of the zip archive'));
  const at = findRecord(tail);
  const location = (await locate64(source, tailOffset + at)) ?? {
    entryCount: tail.getUint16(at + 10, true),
    size: tail.getUint32(at + 12, true),
    offset: tail.getUint32(at + 16, true),
  };
  if (location.offset + location.size > tailOffset + at)
    throw corruptFile(
      `zip: the central directory claims bytes ${location.offset} to ${location.offset + location.size}, ` +
        `but must end before byte ${tailOffset + at}.`,
      { ...location },
    );
  return location;
}

function findRecord(tail: DataView): number {
  for (let at = tail.byteLength - recordSize; at >= 0; at--) {
    if (
      tail.getUint32(at, true) === 0x06054b50 &&
      at + recordSize + tail.getUint16(at + 20, true) === tail.byteLength
    )
      return at;
  }
  throw corruptFile(
    'zip: the end of the central directory is missing. The file was probably not downloaded or copied completely.',
  );
}

async function locate64(source: ByteSource, recordOffset: number): Promise<DirectoryLocation | undefined> {
  const locatorOffset = recordOffset - locatorSize;
  if (locatorOffset < 0) return undefined;
  const locator = viewOf(await readExactly(source, locatorOffset, locatorSize, 'the zip64 locator'));
  if (locator.getUint32(0, true) !== 0x07064b50) return undefined;
  const offset = readUint64(locator, 8);
  if (offset + record64Size > locatorOffset)
    throw corruptFile(`zip: the zip64 locator at byte ${locatorOffset} points to ${offset}.`, { offset });
  const record = viewOf(
    await readExactly(source, offset, record64Size, 'the zip64 end of central directory'),
  );
  if (record.getUint32(0, true) !== 0x06064b50)
    throw corruptFile(`zip: no zip64 end of central directory at byte ${offset}.`, { offset });
  return {
    entryCount: readUint64(record, 32),
    size: readUint64(record, 40),
    offset: readUint64(record, 48),
  };
}
