import type { Random } from '@langseg/training';
import { corners, type Shape, type Thing } from './toy-world.js';

/** Where a thing lies: its corners are on the edge of the disc. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** A square picture and its mask. */
export interface Canvas {
  readonly side: number;
  /** RGB. */
  readonly data: Uint8ClampedArray;
  readonly truth: Int8Array;
}

/** Paints a grainy thing with an edge that is a pixel soft, and writes its index into the mask. */
export function fillShape(
  { data, truth, side }: Canvas,
  { shape, hue }: Thing,
  { index, disc }: { readonly index: number; readonly disc: Disc },
  random: Random,
): void {
  const rgb = toRgb(hue, random.uniform(0.7, 1), random.uniform(0.6, 1));
  // Upright, up to 20 degrees: a square stands on a side, a triangle points up.
  const turn = Math.PI / 2 + random.uniform(-0.35, 0.35);
  const distance = distanceTo(shape, disc, turn);
  for (let pixel = 0; pixel < truth.length; pixel++) {
    const outside = distance(pixel % side, Math.floor(pixel / side));
    if (outside >= 0.5) continue;
    if (outside < 0) truth[pixel] = index;
    const cover = Math.min(1, 0.5 - outside);
    const grain = random.uniform(-12, 12);
    for (let c = 0; c < 3; c++) {
      const i = 3 * pixel + c;
      data[i] = (1 - cover) * data[i] + cover * (rgb[c] + grain);
    }
  }
}

/** Distance from the edge of a regular polygon, negative inside; a circle has infinitely many sides. */
function distanceTo(shape: Shape, { x, y, radius }: Disc, turn: number) {
  const sector = (2 * Math.PI) / corners[shape];
  const apothem = radius * Math.cos(sector / 2);
  return (px: number, py: number) => {
    const away = Math.hypot(px - x, py - y);
    if (sector === 0) return away - radius;
    const angle = Math.atan2(py - y, px - x) - turn;
    const fromNormal = angle - sector * Math.round(angle / sector);
    return away * Math.cos(fromNormal) - apothem;
  };
}

/** From hue in degrees, saturation and value (Smith 1978) to 0…255. */
function toRgb(hue: number, saturation: number, value: number): readonly number[] {
  return [5, 3, 1].map((offset) => {
    const k = (((offset + hue / 60) % 6) + 6) % 6;
    return 255 * value * (1 - saturation * Math.max(0, Math.min(k, 4 - k, 1)));
  });
}
