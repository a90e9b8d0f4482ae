import type { Pass } from './passes.js';
import type { PngHeader } from './png-header.js';

/** A row of samples as they are packed in a PNG. */
export interface PackedRow {
  readonly pass: Pass;
  /** Row of the pass. */
  readonly row: number;
  readonly bytes: Uint8Array;
}

/**
 * Takes the filters back, row by row and in place (PNG specification, section 9).
 *
 * @throws Error for a filter that PNG does not have.
 */
export function* unfilterRows(
  data: Uint8Array,
  passes: readonly Pass[],
  { depth, channels }: PngHeader,
): Generator<PackedRow> {
  const distance = Math.max(1, (depth * channels) >> 3);
  let at = 0;
  for (const pass of passes) {
    let above: Uint8Array = new Uint8Array(pass.rowBytes);
    for (let row = 0; row < pass.height; row++) {
      const bytes = data.subarray(at + 1, at + 1 + pass.rowBytes);
      unfilter(data[at], bytes, above, distance);
      yield { pass, row, bytes };
      above = bytes;
      at += pass.rowBytes + 1;
    }
  }
}

function unfilter(filter: number, bytes: Uint8Array, above: Uint8Array, distance: number): void {
  const { length } = bytes;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let i = distance; i < length; i++) bytes[i] += bytes[i - distance];
      return;
    case 2:
      for (let i = 0; i < length; i++) bytes[i] += above[i];
      return;
    case 3:
      for (let i = 0; i < length; i++) bytes[i] += ((i < distance ? 0 : bytes[i - distance]) + above[i]) >> 1;
      return;
    case 4:
      for (let i = 0; i < length; i++)
        bytes[i] += i < distance ? above[i] : paeth(bytes[i - distance], above[i], above[i - distance]);
      return;
    default:
      throw new Error(`a row has the filter ${filter}, which PNG does not have`);
  }
}

/** Whichever of the neighbours is nearest to left + above − corner. */
function paeth(left: number, above: number, corner: number): number {
  const [toLeft, toAbove] = [Math.abs(above - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
