import { paletteFor } from './palette-for.js';
import { colorAt, type Color, type Palette } from './palette.js';

/**
 * Given colours for the first labels, the usual ones for the others.
 *
 * @param colors in the order of the labels; further ones count for nothing.
 * @param count number of labels.
 */
export function paletteWith(colors: readonly Color[], count: number): Palette {
  const usual = paletteFor(count);
  return Uint8Array.from(
    Array.from({ length: count }, (_, index) =>
      index < colors.length ? colors[index] : colorAt(usual, index),
    ).flat(),
  );
}
