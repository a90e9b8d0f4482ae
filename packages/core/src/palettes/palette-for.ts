import { oklchToRgb } from './oklab.js';
import { type Palette, parsePalette } from './palette.js';

/** Okabe and Ito's set (2008), made to be told apart with any colour vision; without its black, which hides photos. */
const okabeIto = parsePalette('e69f00 56b4e9 009e73 f0e442 0072b2 d55e00 cc79a7');

/** 1/g, 1/g², 1/g³ with g⁴ = g + 1: steps of a sequence that fills three dimensions evenly (Roberts 2018). */
const steps = [0.8191725133961645, 0.6710436067037893, 0.5497004779019703] as const;

/** Up to this many labels, colours keep {@link clearDistance} between each other. */
const clearCount = 64;

/** Euclidean distance of sRGB bytes at which two colours are easily told apart side by side. */
const clearDistance = 48;

/**
 * The default colours for any number of labels. All are different, and colour i doesn't depend on `count`, so that
 * adding a label doesn't repaint the others.
 *
 * The first seven are Okabe and Ito's, safe for colour-blind readers. Further ones spread evenly over hue, lightness and
 * chroma in Oklab, so that they differ in lightness too and not in hue alone; the first 64 keep a clear distance.
 *
 * @param count number of colours, up to 65,535.
 */
export function paletteFor(count: number): Palette {
  const palette = new Uint8Array(3 * count);
  palette.set(okabeIto.subarray(0, 3 * count));
  const used = new Set<number>();
  for (let i = 0; i < okabeIto.length; i += 3) used.add(pack(okabeIto.subarray(i, i + 3)));
  for (let index = okabeIto.length / 3, sample = 1; index < count; sample++) {
    const [hue, lightness, chroma] = steps.map((step) => (0.5 + sample * step) % 1);
    const color = oklchToRgb(0.4 + 0.5 * lightness, 0.08 + 0.14 * chroma, hue);
    if (used.has(pack(color))) continue;
    if (index < clearCount && isNear(color, palette.subarray(0, 3 * index))) continue;
    used.add(pack(color));
    palette.set(color, 3 * index++);
  }
  return palette;
}

function pack([red, green, blue]: Iterable<number>): number {
  return (red << 16) | (green << 8) | blue;
}

function isNear([red, green, blue]: readonly number[], colors: Palette): boolean {
  for (let i = 0; i < colors.length; i += 3)
    if (Math.hypot(red - colors[i], green - colors[i + 1], blue - colors[i + 2]) < clearDistance) return true;
  return false;
}
