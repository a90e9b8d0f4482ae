import { LangSegError } from '@langseg/core';

const [clear, end] = [256, 257];

/**
 * Decodes LZW as TIFF has it (TIFF 6.0, section 13: most significant bit first, codes grow one entry early), into a block of a known size:
 * data that goes on is cut off, so that a small file can't fill the memory.
 *
 * @throws LangSegError `FILE_CORRUPT` for a code that isn't there yet.
 */
export function decodeLzw(bytes: Uint8Array, size: number): Uint8Array {
  const block = new Uint8Array(size);
  // Each code stands for a piece of the block that has been written: where it begins, and how long it is.
  const starts = new Int32Array(4097);
  const lengths = new Int32Array(4097);
  let [next, width, buffer, bits, at] = [258, 9, 0, 0, 0];
  let [start, length] = [0, 0];
  for (let i = 0; at < size;) {
    while (bits < width && i < bytes.length) {
      buffer = ((buffer << 8) | bytes[i++]) >>> 0;
      bits += 8;
    }
    if (bits < width) break;
    const code = (buffer >>> (bits - width)) & ((1 << width) - 1);
    bits -= width;
    buffer &= (1 << bits) - 1;
    if (code === end) break;
    if (code === clear) {
      [next, width, length] = [258, 9, 0];
      continue;
    }
    const known = code < 256 || code < next;
    if (!known && (code !== next || length === 0))
      throw new LangSegError(
        'FILE_CORRUPT',
        `The TIFF is damaged: its LZW data names the code ${code}, which isn't there yet.`,
        {
          code,
        },
      );
    const begin = at;
    if (code < 256) block[at++] = code;
    else {
      const [from, count] = known ? [starts[code], lengths[code]] : [start, length + 1];
      for (let k = 0; k < count && at < size; k++) block[at++] = block[from + k];
    }
    // What was written before, with the first byte of this, lies together in the block.
    if (length > 0 && next < 4097) {
      starts[next] = start;
      lengths[next] = length + 1;
      next++;
    }
    [start, length] = [begin, at - begin];
    if (next + 1 >= 1 << width && width < 12) width++;
  }
  return block;
}
