import { LangSegError } from '../errors/lang-seg-error.js';

/** Index of a label for every pixel, row-major: 8 bit for up to 256 labels, else 16 bit. */
export type LabelMap = Uint8Array | Uint16Array;

/** The most labels one set can have, so that every index fits 16 bit and one value stays free for "ignore". */
export const maxLabels = 65_535;

/**
 * A zero-filled label map of `pixels` elements that can hold `labelCount` indices.
 *
 * @throws LangSegError `LABELS_INVALID` for no labels, or more than {@link maxLabels}.
 */
export function allocateLabelMap(pixels: number, labelCount: number): LabelMap {
  if (labelCount < 1 || labelCount > maxLabels)
    throw new LangSegError(
      'LABELS_INVALID',
      `A label map holds 1 to ${maxLabels} labels, got ${labelCount}. Split the set and compare the scores.`,
      { labelCount },
    );
  return labelCount <= 256 ? new Uint8Array(pixels) : new Uint16Array(pixels);
}
