import { LangSegError, type LabelMap, type Palette } from '@langseg/core';

/** A label map with its colours. A `Segmentation` of core fits. */
export interface PaintedLabels {
  readonly width: number;
  readonly height: number;
  /** Index of the label of every pixel, row-major. */
  readonly labelMap: LabelMap;
  /** Colour of every label; starts over when it is shorter. */
  readonly palette: Palette;
}

/** Options of {@link paintLabels}. */
export interface PaintOptions {
  /** Opacity of the colours, 0..1. Default 0.5. */
  readonly alpha?: number;
  /** Draw the outlines of the areas in full colour. Default true. */
  readonly boundaries?: boolean;
  /** Labels to leave transparent, by index. Default none. */
  readonly hidden?: ReadonlySet<number>;
}

/**
 * Paints a label map as a transparent layer for the photo. Drawn over it with ordinary blending, it gives the colours of
 * core's `overlayPixels`, within rounding.
 *
 * @returns `height × width × 4` bytes RGBA, alpha not multiplied in.
 * @throws LangSegError `SHAPE_MISMATCH` when the label map has another size.
 */
export function paintLabels(
  { width, height, labelMap, palette }: PaintedLabels,
  { alpha = 0.5, boundaries = true, hidden }: PaintOptions = {},
): Uint8ClampedArray<ArrayBuffer> {
  if (labelMap.length !== width * height)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `A label map of ${width}×${height} has ${width * height} indices, got ${labelMap.length}.`,
      { width, height, length: labelMap.length },
    );
  let largest = 0;
  for (const label of labelMap) largest = Math.max(largest, label);
  const areas = colorTable(palette, largest, Math.round(255 * Math.min(Math.max(alpha, 0), 1)), hidden);
  const outlines = boundaries ? colorTable(palette, largest, 255, hidden) : areas;
  // One 32-bit write a pixel keeps repainting far below the time of a frame.
  const pixels = new Uint32Array(labelMap.length);
  for (let y = 0, pixel = 0; y < height; y++) {
    const below = y + 1 < height ? width : 0;
    for (let x = 0; x < width; x++, pixel++) {
      const label = labelMap[pixel];
      const isBoundary =
        labelMap[pixel + below] !== label || (x + 1 < width && labelMap[pixel + 1] !== label);
      pixels[pixel] = isBoundary ? outlines[label] : areas[label];
    }
  }
  return new Uint8ClampedArray(pixels.buffer);
}

/** The four bytes of every label's pixels as one number, in the machine's own byte order. */
function colorTable(
  palette: Palette,
  largest: number,
  alpha: number,
  hidden: ReadonlySet<number> | undefined,
): Uint32Array {
  const table = new Uint32Array(largest + 1);
  const bytes = new Uint8Array(table.buffer);
  for (let label = 0; label <= largest; label++) {
    if (hidden?.has(label)) continue;
    const color = (3 * label) % palette.length;
    bytes.set([palette[color], palette[color + 1], palette[color + 2], alpha], 4 * label);
  }
  return table;
}
