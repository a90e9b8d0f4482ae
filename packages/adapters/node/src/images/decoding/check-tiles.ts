import { LangSegError } from '@langseg/core';
import { readAvifItems, type AvifItems } from '../avif/avif-items.js';
import type { ImageFile } from '../open-image-source.js';

/** The decoder takes a picture for as large as this, whatever it says itself. */
const leastPixels = 256 * 256;

/** This many small tiles do no harm: the decoder takes at most 256 per picture. */
const harmless = 256 * leastPixels;

/** Nobody nests grids this deep. */
const deepest = 8;

/**
 * Checks that the tiles that an AVIF is put together from have no more than twice the pixels of the largest image: a grid
 * of 128×128 may name one tile of 4096×4096 256 times, which a kilobyte is enough for, and each is decoded as often as it
 * is named. Tiles may overlap the edge a little.
 *
 * @throws LangSegError `IMAGE_TOO_LARGE`.
 */
export function checkTiles({ name }: ImageFile, bytes: Uint8Array, maxPixels: number): void {
  const items = readAvifItems(bytes);
  const most = Math.max(harmless, 2 * maxPixels);
  const known = new Map<number, number>();
  for (const item of items.parts.keys()) {
    const pixels = decodedPixels(item, items, known, 0);
    if (pixels <= most) continue;
    throw new LangSegError(
      'IMAGE_TOO_LARGE',
      `${name} is composed of tiles of ${Number.isFinite(pixels) ? pixels : 'infinitely many'} pixels; the limit is ` +
        `${most}. Save it again with a common program, scale it down, or raise maxPixels.`,
      { path: name, pixels, maxPixels },
    );
  }
}

/** Of a picture and all it is made of; endless where it is made of itself. */
function decodedPixels(item: number, items: AvifItems, known: Map<number, number>, depth: number): number {
  const found = known.get(item);
  if (found !== undefined) return found;
  if (depth > deepest) return Infinity;
  const parts = items.parts.get(item);
  let pixels = parts ? 0 : Math.max(leastPixels, items.pixels.get(item) ?? 0);
  for (const part of parts ?? []) {
    pixels += decodedPixels(part, items, known, depth + 1);
    if (pixels === Infinity) break;
  }
  known.set(item, pixels);
  return pixels;
}
