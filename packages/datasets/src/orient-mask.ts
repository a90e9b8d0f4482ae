import type { Mask } from './sample.js';

/**
 * Turns a mask that was drawn on the pixels as the camera stored them, the way EXIF asks for its photo.
 *
 * @param orientation 5 to 8, those that make columns of rows; see EXIF 2.3, tag 0x0112.
 */
export function orientMask({ width, height, data }: Mask, orientation: number): Mask {
  const turned = data instanceof Uint16Array ? new Uint16Array(data.length) : new Uint8Array(data.length);
  const fromRight = orientation === 7 || orientation === 8;
  const fromBottom = orientation === 6 || orientation === 7;
  for (let y = 0; y < width; y++)
    for (let x = 0; x < height; x++) {
      const column = fromRight ? width - 1 - y : y;
      const row = fromBottom ? height - 1 - x : x;
      turned[y * height + x] = data[row * width + column];
    }
  return { width: height, height: width, data: turned };
}
