import { BitOutputStream } from '@thi.ng/bitstream';
import { decode } from '@thi.ng/rle-pack';
import { LangSegError } from '@langseg/core';

/** Bits of the lengths of runs that the packing chooses between. */
const sizes = [3, 4, 8, 16] as const;

const longest = 2 ** 16;

const headerBytes = 4;

/**
 * The bytes of a brush as Label Studio stores it: the opacity of every pixel, 0 or 255, four times (red, green, blue, alpha), packed as
 * `@thi.ng/rle-pack` does.
 *
 * @param runs lengths, row by row, the first one of pixels that are not set.
 */
export function packBrush(runs: readonly number[]): Uint8Array {
  const bits = new BitOutputStream(1024);
  bits.write(4 * runs.reduce((sum, run) => sum + run, 0), 32);
  bits.write(7, 5);
  for (const size of sizes) bits.write(size - 1, 4);
  for (const [index, run] of runs.entries())
    for (let left = 4 * run; left > 0; left -= longest) {
      const count = Math.min(left, longest);
      const size = sizes.findIndex((each) => count <= 2 ** each);
      bits.write(1, 1);
      bits.write(size, 2);
      bits.write(count - 1, sizes[size]);
      bits.write(index % 2 === 1 ? 255 : 0, 8);
    }
  return bits.bytes();
}

/**
 * Pixels that a brush sets, 0 or 1.
 *
 * @throws LangSegError `FILE_CORRUPT` for bytes that are no brush of so many pixels.
 */
export function readBrush(bytes: readonly number[], pixels: number): Uint8Array {
  const packed = Uint8Array.from(bytes);
  const count = packed.length < headerBytes ? -1 : new DataView(packed.buffer).getUint32(0);
  if (count !== 4 * pixels) throw noBrush(pixels);
  let values: ArrayLike<number>;
  try {
    values = decode(packed);
  } catch (cause) {
    throw noBrush(pixels, cause);
  }
  return Uint8Array.from({ length: pixels }, (_, at) => (values[4 * at + 3] > 127 ? 1 : 0));
}

function noBrush(pixels: number, cause?: unknown): LangSegError {
  return new LangSegError(
    'FILE_CORRUPT',
    `A brush of Label Studio must have four packed values for each of ${pixels} pixels. The annotation is damaged, or of another photo.`,
    { pixels },
    cause === undefined ? undefined : { cause },
  );
}
