import type { Random } from '@langseg/training';
import type { RgbImage } from 'langseg';
import { drawBackground } from './draw-background.js';
import { fillShape, type Disc } from './fill-shape.js';
import type { Thing } from './toy-world.js';

/** Side of the square photos, in pixels. */
const photoSide = 96;

/** A photo of things, and what its pixels show. */
export interface Scene {
  readonly photo: RgbImage;
  readonly things: readonly Thing[];
  /** For each pixel the index of its thing, −1 for the background. */
  readonly truth: Int8Array;
}

/**
 * Draws things at random places, sizes, angles and in random tints.
 *
 * @param scale draws the same in so many times as many pixels across. Default 1.
 */
export function drawScene(things: readonly Thing[], random: Random, scale = 1): Scene {
  const side = photoSide * scale;
  const data = drawBackground(side, scale, random);
  const truth = new Int8Array(side * side).fill(-1);
  const taken: Disc[] = [];
  for (const [index, thing] of things.entries()) {
    const place = freePlace(taken, random);
    if (!place) continue;
    taken.push(place);
    const { x, y, radius } = place;
    const disc = { x: x * scale, y: y * scale, radius: radius * scale };
    fillShape({ data, truth, side }, thing, { index, disc }, random);
  }
  return { photo: { width: side, height: side, data: new Uint8Array(data.buffer) }, things, truth };
}

/** A disc that touches no other, if one is found soon; photos with too many things show fewer. */
function freePlace(taken: readonly Disc[], random: Random): Disc | undefined {
  for (let tries = 0; tries < 100; tries++) {
    const radius = random.uniform(14, 24);
    const x = random.uniform(radius, photoSide - radius);
    const y = random.uniform(radius, photoSide - radius);
    if (taken.every((other) => Math.hypot(other.x - x, other.y - y) > other.radius + radius))
      return { x, y, radius };
  }
  return undefined;
}
