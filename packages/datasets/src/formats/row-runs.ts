import type { PixelBox } from '@langseg/core';

/** Lengths of the runs of a mask, row by row; the first one of pixels that are not set. */
export function rowRuns(mask: Uint8Array): number[] {
  return runsInPicture(mask, [0, 0, mask.length, 1], mask.length, 1);
}

/**
 * The same of a picture in which pixels are set in a box alone.
 *
 * @param mask of the box.
 */
export function runsInPicture(
  mask: Uint8Array,
  [left, top, boxWidth, boxHeight]: PixelBox,
  width: number,
  height: number,
): number[] {
  const runs: number[] = [];
  let [isSet, end] = [0, 0];
  function change(position: number): void {
    runs.push(position - end);
    end = position;
    isSet = 1 - isSet;
  }
  for (let y = 0; y < boxHeight; y++) {
    const start = (top + y) * width + left;
    for (let x = 0; x < boxWidth; x++) if (mask[y * boxWidth + x] !== isSet) change(start + x);
    if (isSet === 1 && boxWidth < width) change(start + boxWidth);
  }
  runs.push(width * height - end);
  return runs;
}
