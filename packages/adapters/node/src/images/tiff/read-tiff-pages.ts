import { toPage, type TiffPage } from './tiff-page.js';
import type { TiffBytes } from './tiff-bytes.js';

/** The images of a TIFF file. */
export interface TiffPages {
  readonly pages: readonly TiffPage[];
  /** A directory lies behind the end of the file. */
  readonly isTruncated: boolean;
}

/** More are not read: each costs the decoder a little time. */
const mostPages = 4096;
const mostEntries = 4096;
/** Of a tag. */
const mostValues = 4096;
/** Those that `toPage` looks at, and the directories below one. */
const wanted = new Set([254, 255, 256, 257, 258, 262, 277, 284, 330, 338, 339, 42113]);

/** Bytes of a value by field type (TIFF 6.0, section 2; BigTIFF adds 16 to 18). Rationals are not needed. */
const valueBytes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 13: 4, 16: 8, 18: 8 };

/**
 * Reads the directories of a TIFF or BigTIFF file, and none of its pixels. What makes no sense is left out: the decoder
 * has the last word on a file.
 */
export async function readTiffPages(bytes: TiffBytes): Promise<TiffPages> {
  const file = await openTiff(bytes);
  const pages: TiffPage[] = [];
  const seen = new Set<number>();
  let at = file?.first ?? 0;
  while (file && at > 0 && !seen.has(at) && pages.length < mostPages) {
    seen.add(at);
    const directory = await readDirectory(file, at);
    if (!directory) return { pages, isTruncated: true };
    const subDirectory = pages.length === 0 ? directory.tags.get(330)?.[0] : undefined;
    const sub = subDirectory ? await readDirectory(file, subDirectory) : undefined;
    pages.push({ ...pageOf(directory), sub: sub && pageOf(sub) });
    at = directory.next;
  }
  return { pages, isTruncated: false };
}

interface TiffFile {
  readonly bytes: TiffBytes;
  readonly isLittleEndian: boolean;
  readonly isBig: boolean;
  readonly first: number;
}

async function openTiff(bytes: TiffBytes): Promise<TiffFile | undefined> {
  const head = await bytes.read(0, 16);
  if (head.length < 16) return undefined;
  const view = viewOf(head);
  const isLittleEndian = head[0] === 0x49;
  const isBig = view.getUint16(2, isLittleEndian) === 43;
  const first = isBig ? Number(view.getBigUint64(8, isLittleEndian)) : view.getUint32(4, isLittleEndian);
  return { bytes, isLittleEndian, isBig, first };
}

interface Directory {
  readonly tags: ReadonlyMap<number, readonly number[]>;
  readonly photometricAt: number | undefined;
  /** Where the next one begins; 0 behind the last. */
  readonly next: number;
}

/** Undefined if it extends past the end of the file. */
async function readDirectory(file: TiffFile, at: number): Promise<Directory | undefined> {
  const { bytes, isLittleEndian, isBig } = file;
  const [countBytes, entryBytes, linkBytes] = isBig ? [8, 20, 8] : [2, 12, 4];
  const numberAt = (view: DataView, offset: number, size: number): number => {
    if (size === 1) return view.getUint8(offset);
    if (size === 2) return view.getUint16(offset, isLittleEndian);
    if (size === 4) return view.getUint32(offset, isLittleEndian);
    return Number(view.getBigUint64(offset, isLittleEndian));
  };
  const head = await bytes.read(at, countBytes);
  if (head.length < countBytes) return undefined;
  const count = Math.min(mostEntries, numberAt(viewOf(head), 0, countBytes));
  const body = await bytes.read(at + countBytes, count * entryBytes + linkBytes);
  if (body.length < count * entryBytes) return undefined;
  const view = viewOf(body);
  const tags = new Map<number, readonly number[]>();
  let photometricAt: number | undefined;
  for (let entry = 0; entry < count * entryBytes; entry += entryBytes) {
    const tag = view.getUint16(entry, isLittleEndian);
    const size = valueBytes[view.getUint16(entry + 2, isLittleEndian)];
    if (!size || !wanted.has(tag) || tags.has(tag)) continue;
    const values = Math.min(mostValues, numberAt(view, entry + 4, isBig ? 8 : 4));
    const inline = entry + (isBig ? 12 : 8);
    if (tag === 262) photometricAt = at + countBytes + inline;
    const isInline = values * size <= (isBig ? 8 : 4);
    const data = isInline
      ? body.subarray(inline, inline + values * size)
      : await bytes.read(numberAt(view, inline, isBig ? 8 : 4), values * size);
    const whole = Math.floor(data.length / size);
    const field = viewOf(data);
    tags.set(
      tag,
      Array.from({ length: whole }, (_, i) => numberAt(field, i * size, size)),
    );
  }
  // A file that ends with its last directory may lack the link to the next.
  const next =
    body.length === count * entryBytes + linkBytes ? numberAt(view, count * entryBytes, linkBytes) : 0;
  return { tags, next, photometricAt };
}

function pageOf({ tags, photometricAt }: Directory): TiffPage {
  return { ...toPage(tags), photometricAt };
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
