import { crc32 } from './crc32.js';
import { parseHeader, type PngHeader } from './png-header.js';

/** A PNG taken apart; its pixels are still compressed. */
export interface PngParts {
  readonly header: PngHeader;
  /** RGB of every index, 3 bytes each. */
  readonly palette: Uint8Array | undefined;
  /** The zlib stream of the pixels, as its chunks cut it. */
  readonly data: readonly Uint8Array[];
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Whether bytes begin as every PNG does. */
export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** The header of a PNG, from its first bytes. @throws Error if there is none. */
export function readPngHeader(bytes: Uint8Array): PngHeader {
  const { type, data } = chunkAt(bytes, signature.length);
  if (type !== 'IHDR') throw new Error(`its first chunk is "${type}" instead of IHDR`);
  return parseHeader(data);
}

/**
 * Takes a PNG apart. Chunks that say nothing about indices are passed over unread.
 *
 * @throws Error for damaged or missing chunks.
 */
export function readPng(bytes: Uint8Array): PngParts {
  const header = readPngHeader(bytes);
  const data: Uint8Array[] = [];
  let palette: Uint8Array | undefined;
  for (let at = signature.length; at < bytes.length;) {
    const chunk = chunkAt(bytes, at);
    if (chunk.type === 'IEND') break;
    if (chunk.type === 'PLTE') palette = Uint8Array.from(chunk.data);
    if (chunk.type === 'IDAT') data.push(chunk.data);
    at += chunk.data.length + 12;
  }
  if (data.length === 0) throw new Error('it contains no pixels');
  return { header, palette, data };
}

function chunkAt(bytes: Uint8Array, at: number): { readonly type: string; readonly data: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 12 > bytes.length) throw new Error('it ends too early');
  const length = view.getUint32(at);
  const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
  if (at + 12 + length > bytes.length) throw new Error(`it ends too early, in a chunk "${type}"`);
  // Capitals mark the chunks that a picture can't be read without.
  const isCritical = /^[A-Z]/.test(type);
  if (isCritical && crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length))
    throw new Error(`the checksum of a chunk "${type}" is wrong`);
  return { type, data: bytes.subarray(at + 8, at + 8 + length) };
}
