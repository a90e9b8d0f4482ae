import { LangSegError, type ReadImageOptions } from '@langseg/core';

/**
 * Checks what a caller says of bands and values.
 *
 * @throws LangSegError `USAGE`.
 */
export function checkReadOptions({ bands, range }: ReadImageOptions): void {
  if (bands && !([1, 3].includes(bands.length) && bands.every((band) => Number.isInteger(band) && band >= 1)))
    throw new LangSegError(
      'USAGE',
      `bands must be three numbers (red, green, blue) or one (grey), counted from 1, got ${bands.join(', ')}.`,
      { bands },
    );
  if (range && !(range.length === 2 && range.every(Number.isFinite) && range[0] !== range[1]))
    throw new LangSegError(
      'USAGE',
      `range must be two different numbers, the values of black and white, got ${range.join(', ')}.`,
      { range },
    );
}
