import type { ByteSource } from '../bytes/byte-source.js';
import { corruptFile, quote } from '../bytes/file-errors.js';
import { readExactly, viewOf } from '../bytes/read-exactly.js';
import { inflateEntry } from './inflate-entry.js';
import { createInflatedEntries } from './inflated-entries.js';
import { readDirectory, runsOver } from './read-directory.js';
import type { ZipEntry } from './zip-entry.js';

const localHeaderSize = 30;

/** Whether a file that begins with `start` is a zip archive. */
export function isZip(start: Uint8Array): boolean {
  return start[0] === 0x50 && start[1] === 0x4b && start[2] === 3 && start[3] === 4;
}

/** A zip archive with random access inside its entries. */
export interface ZipArchive {
  readonly entries: ReadonlyMap<string, ZipEntry>;
  /**
   * Reads part of an entry's content. Of a stored entry only those bytes are read; a deflated one is inflated up to their end.
   *
   * @throws LangSegError `FILE_CORRUPT`, `FILE_UNSAFE`
   */
  read(entry: ZipEntry, offset: number, length: number): Promise<Uint8Array>;
}

/**
 * Opens a zip archive by its central directory; entries are read when asked for. Checksums are not verified: parts of
 * an entry can be read, and torch itself can be told not to compute them.
 *
 * @throws LangSegError `FILE_CORRUPT`, `FILE_UNSAFE`
 */
export async function openZip(source: ByteSource): Promise<ZipArchive> {
  const entries = await readDirectory(source);
  const inflated = createInflatedEntries(sizeOf(entries));
  const contentOffsets = new Map<ZipEntry, number>();

  const contentOffset = async (entry: ZipEntry): Promise<number> => {
    let offset = contentOffsets.get(entry);
    if (offset === undefined) {
      offset = await findContent(source, entry);
      contentOffsets.set(entry, offset);
    }
    return offset;
  };

  return {
    entries,
    read: async (entry, offset, length) => {
      const start = await contentOffset(entry);
      const what = `the zip entry ${quote(entry.name)}`;
      if (!entry.deflated) return readExactly(source, start + offset, length, what);
      const readCompressed = (at: number, count: number) => readExactly(source, start + at, count, what);
      const content = await inflated.upTo(entry, offset + length, (end) =>
        inflateEntry(entry, readCompressed, end),
      );
      return content.subarray(offset, offset + length);
    },
  };
}

/** Bytes of all entries, inflated. */
function sizeOf(entries: ZipArchive['entries']): number {
  return [...entries.values()].reduce((sum, { size }) => sum + size, 0);
}

/** Skips the local header, whose padding the directory doesn't know (torch aligns content with it). */
async function findContent(source: ByteSource, entry: ZipEntry): Promise<number> {
  const { name, headerOffset, compressedSize, end } = entry;
  const what = `the local header of zip entry ${quote(name)}`;
  const header = viewOf(await readExactly(source, headerOffset, localHeaderSize, what));
  if (header.getUint32(0, true) !== 0x04034b50)
    throw corruptFile(`zip: ${what} is not at byte ${headerOffset}.`, { entry: name, offset: headerOffset });
  const offset = headerOffset + localHeaderSize + header.getUint16(26, true) + header.getUint16(28, true);
  if (offset + compressedSize > end) throw runsOver(entry, offset, end);
  return offset;
}
