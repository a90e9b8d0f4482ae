import { oklchToRgb } from './oklab.js';
import { type Palette, parsePalette } from './palette.js';

/** Okabe and Ito's set (2008), made to be told apart with any colour vision; without its black, which hides photos. */
const okabeIto = 'e69f00 56b4e9 009e73 f0e442 0072b2 d55e00 cc79a7';

/** 1/g, 1/g², 1/g³ with g⁴ = g + 1: steps of a sequence that fills three dimensions evenly (Roberts 2018). */
const steps = [0.8191725133961645, 0.6710436067037893, 0.5497004779019703] as const;

/**
 * The default colours for any number of labels. All are different, and colour i doesn't depend on `count`, so that
 * adding a label doesn't repaint the others.
 *
 * The first seven are Okabe and Ito's, safe for colour-blind readers. Further ones spread evenly over hue, lightness and
 * chroma in Oklab: neighbours in the list differ in lightness too, not in hue alone.
 *
 * @param count number of colours, up to 65,535.
 */
export function paletteFor(count: number): Palette {
  const palette = new Uint8Array(3 * count);
  const first = parsePalette(okabeIto);
  palette.set(first.subarray(0, 3 * count));
  const used = new Set<number>();
  for (let i = 0; i < first.length; i += 3) used.add(packColor(first[i], first[i + 1], first[i + 2]));
  for (let index = first.length / 3, sample = 1; index < count; sample++) {
    const [hue, lightness, chroma] = steps.map((step) => (0.5 + sample * step) % 1);
    const color = oklchToRgb(0.4 + 0.5 * lightness, 0.08 + 0.14 * chroma, hue);
    const packed = packColor(...color);
    if (used.has(packed)) continue;
    used.add(packed);
    palette.set(color, 3 * index++);
  }
  return palette;
}

function packColor(red: number, green: number, blue: number): number {
  return (red << 16) | (green << 8) | blue;
}
