import { countBits, type Outlines } from './outlines.js';

/** Answers how many pixels are near some others. */
export interface PointIndex {
  /** Takes the outline of a class, with which others are compared from now on. */
  set(outlines: Outlines, number: number): void;
  /** Number of pixels on the outline of a class that are near one of those. */
  countNear(outlines: Outlines, number: number): number;
}

/**
 * Pixels are bits of rows: one comparison tells for up to 32 pixels of a row whether there is one among them.
 *
 * @param distance up to which pixels are near each other.
 */
export function createPointIndex(width: number, height: number, distance: number): PointIndex {
  const reach = reachByRow(distance);
  const words = (width + 31) >>> 5;
  const rows = new Int32Array(words * height);
  // Most pixels that are far from everything are told by bands of several rows.
  const bandHeight = reach.length;
  const bands = new Int32Array(words * Math.ceil(height / bandHeight));

  /** Whether all pixels of a word are far from everything. */
  const isFar = (y: number, word: number): boolean => {
    const band = ((y / bandHeight) | 0) * words;
    const left = Math.max(0, 32 * word - reach[0]);
    const right = Math.min(width - 1, 32 * word + 31 + reach[0]);
    return (
      !hasBit(bands, band, left, right) &&
      !hasBit(bands, band - words, left, right) &&
      !hasBit(bands, band + words, left, right)
    );
  };

  const isNear = (x: number, y: number): boolean => {
    // The nearest rows first, as most outlines are near.
    for (let down = 0; down < reach.length; down++) {
      const from = Math.max(0, x - reach[down]);
      const to = Math.min(width - 1, x + reach[down]);
      if (
        hasBit(rows, (y - down) * words, from, to) ||
        (down > 0 && hasBit(rows, (y + down) * words, from, to))
      )
        return true;
    }
    return false;
  };

  return {
    set(outlines, number) {
      rows.fill(0);
      bands.fill(0);
      outlines.each(number, (place, bits) => {
        const y = (place / words) | 0;
        rows[place] |= bits;
        bands[((y / bandHeight) | 0) * words + place - y * words] |= bits;
      });
    },
    countNear(outlines, number) {
      let count = 0;
      outlines.each(number, (place, bits) => {
        const same = bits & rows[place];
        count += countBits(same);
        let others = bits ^ same;
        if (others === 0) return;
        const y = (place / words) | 0;
        const word = place - y * words;
        if (isFar(y, word)) return;
        for (; others !== 0; others &= others - 1)
          if (isNear(32 * word + 31 - Math.clz32(others & -others), y)) count++;
      });
      return count;
    },
  };
}

/** How far to the left and right pixels are within a distance, 0, 1, 2 … rows away. */
function reachByRow(distance: number): Int32Array {
  const reach = new Int32Array(Math.floor(distance) + 1);
  for (let down = 0; down < reach.length; down++) {
    let across = Math.floor(distance);
    while (across * across + down * down > distance * distance) across--;
    reach[down] = across;
  }
  return reach;
}

/** Whether a bit from column `from` to column `to` is set in the row that begins at `start`; beyond the first and last row none is. */
function hasBit(bits: Int32Array, start: number, from: number, to: number): boolean {
  if (start < 0 || start >= bits.length) return false;
  const last = start + (to >>> 5);
  let mask = -1 << (from & 31);
  for (let word = start + (from >>> 5); word < last; word++) {
    if ((bits[word] & mask) !== 0) return true;
    mask = -1;
  }
  return (bits[last] & mask & (-1 >>> (31 - (to & 31)))) !== 0;
}
