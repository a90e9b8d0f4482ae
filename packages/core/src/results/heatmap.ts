import { LangSegError } from '../errors/lang-seg-error.js';
import type { RgbImage } from '../interfaces/image-io.js';
import { parsePalette } from '../palettes/palette.js';

/** How a value 0..1 becomes a colour: dark blue to yellow in even perceptual steps, or black to white. */
export type ColorMap = 'viridis' | 'gray';

/** Ten even samples of matplotlib's viridis (Smith and van der Walt 2015). */
const viridis = '440154 482878 3e4989 31688e 26828e 1f9e89 35b779 6ece58 b5de2b fde725';

/** Options of {@link heatmapPixels}. */
export interface HeatmapPixelsOptions {
  /** Default `viridis`. */
  readonly colorMap?: ColorMap;
  /** Photo of the same size to lay the colours on; it is shown in grey, so that colour means probability alone. */
  readonly over?: RgbImage;
}

/** How much of the colours covers a photo. */
const opacity = 0.65;

/**
 * Draws probabilities as a picture. Values outside 0..1 are clipped.
 *
 * @param values row-major, `height × width`.
 * @throws LangSegError `SHAPE_MISMATCH` when the number of values is another, or the photo has another size.
 */
export function heatmapPixels(
  values: Float32Array,
  width: number,
  height: number,
  { colorMap = 'viridis', over }: HeatmapPixelsOptions = {},
): RgbImage {
  if (values.length !== width * height)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `A heatmap of ${width} × ${height} needs ${width * height} values, got ${values.length}.`,
    );
  const colors = colorRamp(colorMap);
  const data = new Uint8Array(values.length * 3);
  for (let i = 0; i < values.length; i++) {
    const level = 3 * Math.round(255 * Math.min(Math.max(values[i], 0), 1));
    data[3 * i] = colors[level];
    data[3 * i + 1] = colors[level + 1];
    data[3 * i + 2] = colors[level + 2];
  }
  const heat = { width, height, data };
  if (over) layOver(heat, over);
  return heat;
}

function layOver({ width, height, data }: RgbImage, photo: RgbImage): void {
  if (photo.width !== width || photo.height !== height)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `The photo under a ${width} × ${height} heatmap must have its size, got ${photo.width} × ${photo.height}.`,
      { width, height },
    );
  for (let at = 0; at < data.length; at += 3) {
    // Luma of ITU-R BT.601.
    const grey = 0.299 * photo.data[at] + 0.587 * photo.data[at + 1] + 0.114 * photo.data[at + 2];
    for (let channel = at; channel < at + 3; channel++)
      data[channel] = grey + opacity * (data[channel] - grey) + 0.5;
  }
}

/** 256 colours, three bytes each. */
function colorRamp(colorMap: ColorMap): Uint8Array {
  const samples = parsePalette(colorMap === 'gray' ? '000000 ffffff' : viridis);
  const intervals = samples.length / 3 - 1;
  const ramp = new Uint8Array(256 * 3);
  for (let level = 0; level < 256; level++) {
    const position = (level / 255) * intervals;
    const at = Math.min(Math.floor(position), intervals - 1);
    for (let channel = 0; channel < 3; channel++) {
      const from = samples[3 * at + channel];
      ramp[3 * level + channel] = Math.round(from + (position - at) * (samples[3 * at + 3 + channel] - from));
    }
  }
  return ramp;
}
