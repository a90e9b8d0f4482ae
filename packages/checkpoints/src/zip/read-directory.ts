import type { ByteSource } from '../bytes/byte-source.js';
import { corruptFile, quote, unsafeFile } from '../bytes/file-errors.js';
import { readExactly, readUint64, viewOf } from '../bytes/read-exactly.js';
import { type DirectoryLocation, locateDirectory } from './end-of-directory.js';
import type { ZipEntry } from './zip-entry.js';

const headerSize = 46;
/** Room for half a million tensors. */
const maxDirectoryBytes = 64 * 2 ** 20;
const unknown32 = 0xffffffff;

/**
 * Reads and validates the central directory of a zip archive (APPNOTE 4.3.12): names are unique, every entry is stored
 * or deflated, not encrypted, and lies before the directory without overlapping another.
 *
 * @throws LangSegError `FILE_CORRUPT` naming the entry, `FILE_UNSAFE` for a directory above 64 MiB.
 */
export async function readDirectory(source: ByteSource): Promise<ReadonlyMap<string, ZipEntry>> {
  const location = await locateDirectory(source);
  if (location.size > maxDirectoryBytes)
    throw unsafeFile(`zip: a central directory of ${location.size} bytes is refused (at most 64 MiB).`, {
      ...location,
    });
  const bytes = await readExactly(source, location.offset, location.size, 'the zip central directory');
  const entries = new Map<string, Omit<ZipEntry, 'end'>>();
  let at = 0;
  while (at < bytes.length) {
    const { entry, next } = parseEntry(bytes, at, location);
    if (entries.has(entry.name)) throw corruptFile(`zip: the entry ${quote(entry.name)} occurs twice.`);
    entries.set(entry.name, entry);
    at = next;
  }
  if (entries.size !== location.entryCount)
    throw corruptFile(`zip: ${location.entryCount} entries are announced, ${entries.size} are listed.`);
  return new Map(place([...entries.values()], location.offset).map((entry) => [entry.name, entry]));
}

function parseEntry(
  bytes: Uint8Array,
  at: number,
  location: DirectoryLocation,
): { entry: Omit<ZipEntry, 'end'>; next: number } {
  const where = `at byte ${location.offset + at}`;
  const view = viewOf(bytes);
  if (at + headerSize > bytes.length || view.getUint32(at, true) !== 0x02014b50)
    throw corruptFile(`zip: no directory entry ${where}.`);
  const nameEnd = at + headerSize + view.getUint16(at + 28, true);
  const extraEnd = nameEnd + view.getUint16(at + 30, true);
  const next = extraEnd + view.getUint16(at + 32, true);
  if (next > bytes.length)
    throw corruptFile(`zip: the directory entry ${where} runs over the directory's end.`);

  const name = decodeName(bytes.subarray(at + headerSize, nameEnd), where);
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  if (flags & 1) throw corruptFile(`zip: the entry ${quote(name)} is encrypted.`);
  if (method !== 0 && method !== 8)
    throw corruptFile(
      `zip: the entry ${quote(name)} uses compression method ${method}; only 0 and 8 are supported.`,
    );
  const [size, compressedSize, headerOffset] = widen(
    [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)],
    bytes.subarray(nameEnd, extraEnd),
    name,
  );
  if (method === 0 && size !== compressedSize)
    throw corruptFile(`zip: the stored entry ${quote(name)} has two sizes, ${size} and ${compressedSize}.`);
  return { entry: { name, headerOffset, compressedSize, size, deflated: method === 8 }, next };
}

function decodeName(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw corruptFile(`zip: the name of the directory entry ${where} is not UTF-8.`, {}, cause);
  }
}

/** Takes the 64-bit forms of `values` from the zip64 extra field (APPNOTE 4.5.3) where the 32-bit ones overflowed. */
function widen(values: readonly number[], extra: Uint8Array, name: string): number[] {
  const view = viewOf(extra);
  let field = extra.subarray(0, 0);
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === 1) field = extra.subarray(at + 4, end);
    at = end;
  }
  let at = 0;
  return values.map((value) => {
    if (value !== unknown32) return value;
    if (at + 8 > field.length) throw corruptFile(`zip: the entry ${quote(name)} lacks its 64-bit sizes.`);
    at += 8;
    return readUint64(viewOf(field), at - 8);
  });
}

/** Gives every entry its `end` and checks that it fits before it. */
function place(entries: Omit<ZipEntry, 'end'>[], directoryOffset: number): ZipEntry[] {
  entries.sort((a, b) => a.headerOffset - b.headerOffset);
  return entries.map((entry, index) => {
    const end = entries[index + 1]?.headerOffset ?? directoryOffset;
    if (entry.headerOffset + entry.compressedSize > end) throw runsOver(entry, entry.headerOffset, end);
    return { ...entry, end };
  });
}

/** The error for an entry whose content, from `offset` on, reaches into what follows it. */
export function runsOver(
  { name, compressedSize }: Omit<ZipEntry, 'end'>,
  offset: number,
  end: number,
): Error {
  return corruptFile(
    `zip: the entry ${quote(name)} (${compressedSize} bytes from byte ${offset}) runs over byte ${end}.`,
    {
      entry: name,
    },
  );
}
