import { fromBytes, LangSegError, toBytes } from '@langseg/core';
import type { WordTable } from './word-table.js';

const MAGIC = 'LSWV';
const VERSION = 1;
const HEADER_BYTES = 20;

/**
 * Writes a word table as one file, little-endian, without padding:
 *
 * | bytes | content |
 * |---|---|
 * | 4 | `LSWV` |
 * | 4 × uint32 | version 1, N words, dimension D, length W of the words in bytes |
 * | 4·D | mean, float32 |
 * | 4·N | scales, float32 |
 * | N·D | rows, int8 |
 * | W | words, UTF-8, joined by line feeds |
 */
export function encodeWordTable(table: WordTable): Uint8Array {
  const words = new TextEncoder().encode(table.words.join('\n'));
  const header = new Uint8Array(HEADER_BYTES);
  header.set(new TextEncoder().encode(MAGIC));
  const fields = new DataView(header.buffer);
  [VERSION, table.words.length, table.dim, words.length].forEach((value, i) =>
    fields.setUint32(4 + 4 * i, value, true),
  );
  const sections = [header, toBytes(table.mean), toBytes(table.scales), toBytes(table.rows), words];
  const file = new Uint8Array(sections.reduce((length, section) => length + section.length, 0));
  let offset = 0;
  for (const section of sections) {
    file.set(section, offset);
    offset += section.length;
  }
  return file;
}

/** Whether a file calls itself a word table. */
export function isWordTable(file: Uint8Array): boolean {
  return MAGIC === String.fromCharCode(...file.subarray(0, 4));
}

/**
 * Reads what {@link encodeWordTable} wrote. The table shares memory with `file`.
 *
 * @throws LangSegError `FILE_CORRUPT` when the file is truncated, too long or not a word table,
 * `VERSION_UNSUPPORTED` when a newer LangSeg wrote it.
 */
export function decodeWordTable(file: Uint8Array): WordTable {
  const corrupt = (problem: string): LangSegError =>
    new LangSegError('FILE_CORRUPT', `Expected a word table, but ${problem}. Get the file again.`, {
      bytes: file.length,
    });
  if (file.length < HEADER_BYTES) throw corrupt(`the file has only ${file.length} bytes`);
  if (!isWordTable(file)) throw corrupt(`it does not start with ${MAGIC}`);

  const header = new DataView(file.buffer, file.byteOffset, HEADER_BYTES);
  const [version, count, dim, wordBytes] = [4, 8, 12, 16].map((offset) => header.getUint32(offset, true));
  if (version !== VERSION)
    throw new LangSegError(
      'VERSION_UNSUPPORTED',
      `This word table has version ${version}, this LangSeg reads version ${VERSION}. Update LangSeg.`,
      { version },
    );
  const size = HEADER_BYTES + 4 * dim + 4 * count + count * dim + wordBytes;
  if (file.length !== size) throw corrupt(`its header asks for ${size} bytes and it has ${file.length}`);

  let offset = HEADER_BYTES;
  const take = (bytes: number): Uint8Array => file.subarray(offset, (offset += bytes));
  const mean = fromBytes('float32', take(4 * dim));
  const scales = fromBytes('float32', take(4 * count));
  const rows = fromBytes('int8', take(count * dim));
  const words = decodeWords(take(wordBytes));
  if (words?.length !== count) throw corrupt(`its list of words is not ${count} words of UTF-8`);
  if (![...mean, ...scales].every(Number.isFinite)) throw corrupt('it contains numbers that are not finite');
  return { dim, words, rows, scales, mean };
}

function decodeWords(bytes: Uint8Array): string[] | undefined {
  try {
    return bytes.length ? new TextDecoder('utf-8', { fatal: true }).decode(bytes).split('\n') : [];
  } catch {
    return undefined;
  }
}
