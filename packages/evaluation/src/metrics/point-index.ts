/** Answers how many pixels are near some others. */
export interface PointIndex {
  /** @param points what others are compared with from now on: column and row by turns. */
  set(points: Int32Array): void;
  /** Number of points that are near one of those. */
  countNear(points: Int32Array): number;
}

/**
 * Points are bits of rows: one comparison tells for up to 32 pixels of a row whether there is a point among them.
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

  return {
    set(points) {
      rows.fill(0);
      bands.fill(0);
      for (let i = 0; i < points.length; i += 2) {
        const x = points[i];
        const y = points[i + 1];
        const word = x >>> 5;
        const bit = 1 << (x & 31);
        rows[y * words + word] |= bit;
        bands[((y / bandHeight) | 0) * words + word] |= bit;
      }
    },
    countNear(points) {
      let count = 0;
      for (let i = 0; i < points.length; i += 2) {
        const x = points[i];
        const y = points[i + 1];
        if ((rows[y * words + (x >>> 5)] >>> (x & 31)) & 1) {
          count++;
          continue;
        }
        const left = Math.max(0, x - reach[0]);
        const right = Math.min(width - 1, x + reach[0]);
        const band = ((y / bandHeight) | 0) * words;
        const isFar =
          !hasBit(bands, band, left, right) &&
          !hasBit(bands, band - words, left, right) &&
          !hasBit(bands, band + words, left, right);
        if (isFar) continue;
        // The nearest rows first, as most outlines are near.
        for (let down = 0; down < reach.length; down++) {
          const from = Math.max(0, x - reach[down]);
          const to = Math.min(width - 1, x + reach[down]);
          if (
            hasBit(rows, (y - down) * words, from, to) ||
            (down > 0 && hasBit(rows, (y + down) * words, from, to))
          ) {
            count++;
            break;
          }
        }
      }
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
