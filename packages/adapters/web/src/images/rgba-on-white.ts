/**
 * Lays pixels on white.
 *
 * @param rgba four bytes a pixel, alpha not multiplied in.
 * @param rgb where the result goes, three bytes a pixel.
 * @param offset first byte to write.
 */
export function rgbaOnWhite(rgba: ArrayLike<number>, rgb: Uint8Array, offset = 0): void {
  for (let from = 0, to = offset; from < rgba.length; from += 4, to += 3) {
    const alpha = rgba[from + 3];
    if (alpha === 255) {
      rgb[to] = rgba[from];
      rgb[to + 1] = rgba[from + 1];
      rgb[to + 2] = rgba[from + 2];
    } else
      for (let channel = 0; channel < 3; channel++)
        rgb[to + channel] = 255 + ((rgba[from + channel] - 255) * alpha) / 255 + 0.5;
  }
}
