import { LangSegError } from '../errors/lang-seg-error.js';
import { assertImage } from '../image/assert-image.js';
import type { RgbImage } from '../interfaces/image-io.js';
import type { LabelMap } from '../math/label-map.js';
import type { Palette } from '../palettes/palette.js';

/** Options of {@link overlayPixels}. */
export interface OverlayOptions {
  /** Opacity of the colours: 0 leaves the photo, 1 hides it. Default 0.5. */
  readonly alpha?: number;
  /** Draw the outlines of the areas in full colour. Default true. */
  readonly boundaries?: boolean;
}

/**
 * The photo with every pixel tinted in its label's colour. Labels beyond the palette start it over.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when the label map has another size than the photo, `IMAGE_UNREADABLE` when the
 * photo has another number of bytes than its size needs.
 */
export function overlayPixels(
  image: RgbImage,
  labelMap: LabelMap,
  palette: Palette,
  { alpha = 0.5, boundaries = true }: OverlayOptions = {},
): RgbImage {
  assertImage(image);
  const { width, height } = image;
  if (labelMap.length !== width * height)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `The label map must have the photo's ${width} × ${height} pixels, got ${labelMap.length} pixels.`,
    );
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, pixel = 0; y < height; y++)
    for (let x = 0; x < width; x++, pixel++) {
      const label = labelMap[pixel];
      const isBoundary =
        boundaries &&
        ((x + 1 < width && labelMap[pixel + 1] !== label) ||
          (y + 1 < height && labelMap[pixel + width] !== label));
      const opacity = isBoundary ? 1 : alpha;
      const color = (3 * label) % palette.length;
      for (let channel = 0; channel < 3; channel++) {
        const photo = image.data[pixel * 3 + channel];
        data[pixel * 3 + channel] = photo + opacity * (palette[color + channel] - photo) + 0.5;
      }
    }
  return { width, height, data };
}
