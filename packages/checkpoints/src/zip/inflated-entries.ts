import { quote, unsafeFile } from '../bytes/file-errors.js';
import type { ZipEntry } from './zip-entry.js';

/** Bytes of entries that are kept inflated. */
const maxKept = 64 * 2 ** 20;

/** The beginning of an entry, such as the header of an array, is not worth inflating all of it. */
const beginning = 2 ** 16;

/** Bytes that may be inflated in all: these, and the size of all entries so many times. */
const [freeBytes, maxTimes] = [256 * 2 ** 20, 8];

/** Inflates entries, remembers them, and bounds the work on those that are too large for that. */
export interface InflatedEntries {
  /**
   * An entry's content from its beginning to `end` at least.
   *
   * @param inflate inflates that much of it.
   * @throws LangSegError `FILE_UNSAFE` for an archive whose parts make it be inflated again and again.
   */
  upTo(entry: ZipEntry, end: number, inflate: (end: number) => Promise<Uint8Array>): Promise<Uint8Array>;
}

/** @param total bytes of all entries. */
export function createInflatedEntries(total: number): InflatedEntries {
  const kept = new Map<ZipEntry, Promise<Uint8Array>>();
  const limit = freeBytes + maxTimes * total;
  let [size, spent] = [0, 0];

  function spend({ name }: ZipEntry, bytes: number): void {
    spent += bytes;
    if (spent > limit)
      throw unsafeFile(
        `zip: the entry ${quote(name)} is inflated again and again for its parts, which is refused above ${limit} bytes in all.`,
        { entry: name },
      );
  }

  return {
    async upTo(entry, end, inflate) {
      const known = kept.get(entry);
      if (known) return known;
      if (end <= beginning || entry.size > maxKept) {
        spend(entry, end);
        return inflate(end);
      }
      spend(entry, entry.size);
      for (const old of kept.keys()) {
        if (size + entry.size <= maxKept) break;
        kept.delete(old);
        size -= old.size;
      }
      const content = inflate(entry.size);
      kept.set(entry, content);
      size += entry.size;
      return content;
    },
  };
}
