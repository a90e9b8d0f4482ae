import { LangSegError } from '@langseg/core';

/**
 * Whether DPT can take an image: its four maps must double exactly from one to the next, so with 16-pixel patches the
 * grid must be even. Pixels beyond the last whole patch are ignored.
 *
 * @throws LangSegError `SHAPE_MISMATCH` saying which sizes fit.
 */
export function checkDptVitSize(height: number, width: number, patchSize: number): void {
  const step = patchSize < 32 ? 32 / patchSize : 1;
  const grid = [height, width].map((side) => Math.floor(side / patchSize));
  if (grid.every((length) => length > 0 && length % step === 0)) return;
  throw new LangSegError(
    'SHAPE_MISMATCH',
    `A ${height}×${width} image gives a ${grid.join('×')} grid of ${patchSize}-pixel patches; ` +
      `both sides need a ${step > 1 ? `multiple of ${step}` : 'whole number'} of patches: use multiples of ${step * patchSize} pixels.`,
    { height, width, patchSize },
  );
}
