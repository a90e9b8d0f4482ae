import type { TextEncoder } from '../interfaces/text-encoder.js';
import { growRegion } from '../regions/grow-region.js';
import type { PhotoRegion, RegionOptions } from '../regions/photo-region.js';
import { suggestibleWords } from '../suggest/suggestible-words.js';
import { embeddingGrid } from './embedding-grid.js';
import type { EncodedViews } from './encoded-views.js';
import { nameRegion } from './name-region.js';

/** The region around a pixel of a photo and words for it. Errors as `EncodedImage.region`. */
export async function findRegion(
  encoded: EncodedViews,
  { x, y }: { readonly x: number; readonly y: number },
  textEncoder: TextEncoder,
  { similarity, words = suggestibleWords, count = 6, signal }: RegionOptions,
): Promise<PhotoRegion> {
  const grid = embeddingGrid(encoded);
  const { rows, columns } = grid;
  const { photo } = encoded.plan;
  const row = Math.floor(((y + 0.5) / photo.height) * rows);
  const column = Math.floor(((x + 0.5) / photo.width) * columns);
  const region = growRegion(grid, row * columns + column, similarity);
  const names = await nameRegion(grid, region.mask, words, textEncoder, { signal });
  const size = region.mask.reduce((sum, isIn) => sum + isIn, 0);
  return { rows, columns, ...region, share: size / region.mask.length, words: names.slice(0, count) };
}
