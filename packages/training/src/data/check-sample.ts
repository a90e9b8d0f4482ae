import { LangSegError } from '@langseg/core';
import type { ClassList } from './dataset.js';
import type { Sample } from './sample.js';

/**
 * Checks that photo and mask have the same size and that every value of the mask is one of the classes or ignored.
 *
 * @param id how messages call the sample.
 * @throws LangSegError `SHAPE_MISMATCH` for different sizes, `LABELS_INVALID` for a value without a class.
 */
export function checkSample({ image, mask }: Sample, { classes, ignoreValue }: ClassList, id: string): void {
  if (image.width !== mask.width || image.height !== mask.height)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `Photo and mask of ${id} must have the same size, got ${image.width}×${image.height} and ` +
        `${mask.width}×${mask.height}. A photo turned by its EXIF orientation needs a mask turned likewise.`,
      { id, image: [image.width, image.height], mask: [mask.width, mask.height] },
    );
  const counts = countValues(mask.data);
  for (let value = classes.length; value < counts.length; value++)
    if (counts[value] > 0 && value !== ignoreValue)
      throw new LangSegError(
        'LABELS_INVALID',
        `The mask of ${id} holds the value ${value} (${counts[value]} pixels); expected are the classes 0 to ` +
          `${classes.length - 1} and ${ignoreValue} for ignored pixels. Check the list of classes.`,
        { id, value, classes: classes.length, ignoreValue },
      );
}

/** Number of pixels by value; its length is 256 or, for 16-bit masks, 65,536. */
export function countValues(data: Uint8Array | Uint16Array): Uint32Array {
  const counts = new Uint32Array(data instanceof Uint8Array ? 256 : 65_536);
  for (let i = 0; i < data.length; i++) counts[data[i]]++;
  return counts;
}
