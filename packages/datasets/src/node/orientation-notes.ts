import { counted } from '@langseg/core';
import { readOrientation } from '@langseg/adapter-node';
import type { Sample } from '../sample.js';

/** Collects what EXIF orientations mean for the masks of a data set. */
export interface OrientationNotes {
  /** @param path of the photo. */
  add(path: string, sample: Sample): Promise<void>;
  describe(): string[];
}

/**
 * Masks may be drawn on the upright photo or on the pixels as the camera stored them. Where a turn changes the size, the
 * size tells which; for half turns, mirrored and square photos nothing does.
 */
export function createOrientationNotes(): OrientationNotes {
  let [turned, upright, unclear] = [0, 0, 0];
  return {
    async add(path, { image, isTurned }) {
      if (isTurned) {
        turned++;
        return;
      }
      const orientation = await readOrientation(path);
      if (orientation === 1) return;
      if (orientation >= 5 && image.width !== image.height) upright++;
      else unclear++;
    },
    describe: () => [
      ...(turned > 0
        ? [`Turned ${counted(turned, 'mask')} as EXIF says, drawn on the photo as the camera stored it.`]
        : []),
      ...(unclear > 0 && (turned > 0 || upright === 0)
        ? [
            `${counted(unclear, 'photo')} with an EXIF orientation that doesn't change the size: nothing shows how the mask was drawn. It is taken as upright; please check.`,
          ]
        : []),
    ],
  };
}
