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
  assertSameSize(image, mask, id);
  const counts = countValues(mask.data);
  for (let value = classes.length; value < counts.length; value++)
    if (counts[value] > 0 && value !== ignoreValue)
      throw new LangSegError(
        'LABELS_INVALID',
        `The mask of ${id} contains the value ${value} (${counts[value]} of ${mask.data.length} pixels)` +
          `${mask.data instanceof Uint16Array ? ' of 16 bits' : ''}; expected are the classes 0 to ` +
          `${classes.length - 1} and ${ignoreValue} for ignored pixels. All its values: ${listValues(counts)}. ` +
          'Check the list of classes; if another value stands for one of them, say so in the data set: ' +
          `"values": { "${value}": "${classes.find((name) => name !== null) ?? '…'}" }.`,
        { id, value, classes: classes.length, ignoreValue },
      );
}

/** @throws LangSegError `SHAPE_MISMATCH` when photo and mask differ in size. */
export function assertSameSize(image: Size, mask: Size, id: string): void {
  if (image.width === mask.width && image.height === mask.height) return;
  const isTurned = image.width === mask.height && image.height === mask.width;
  throw new LangSegError(
    'SHAPE_MISMATCH',
    `Photo and mask of ${id} must have the same size, got ${image.width}×${image.height} and ` +
      `${mask.width}×${mask.height}. ` +
      (isTurned
        ? 'One of them is turned by 90°: most likely the EXIF orientation of the photo was lost or applied when it was saved. Turn the mask.'
        : 'Draw the mask at the size of the photo, or resize it without smoothing (nearest neighbour).'),
    { id, image: [image.width, image.height], mask: [mask.width, mask.height] },
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function listValues(counts: Uint32Array): string {
  const values = [...counts.keys()].filter((value) => counts[value] > 0);
  return `${values.slice(0, 10).join(', ')}${values.length > 10 ? ` … (${values.length})` : ''}`;
}

/** Number of pixels by value; its length is 256 or, for 16-bit masks, 65,536. */
export function countValues(data: Uint8Array | Uint16Array): Uint32Array {
  const counts = new Uint32Array(data instanceof Uint8Array ? 256 : 65_536);
  for (let i = 0; i < data.length; i++) counts[data[i]]++;
  return counts;
}
