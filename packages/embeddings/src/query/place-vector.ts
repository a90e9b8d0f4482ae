import type { EncodedImage } from '@langseg/core';
import type { PixelPlace } from '../geometry.js';
import { storedVector } from './stored-vector.js';

/**
 * The vector of a pixel of a photo, or of the connected region around it whose embeddings are alike, to search with.
 *
 * @returns `[D]`.
 * @throws LangSegError `SHAPE_MISMATCH` outside of the photo, `DISPOSED`.
 */
export function placeVector(
  image: EncodedImage,
  place: PixelPlace & { readonly as: 'pixel' | 'region' },
): Float32Array {
  const { width, height } = image;
  const { rows, columns, vectors } = image.embeddings();
  return storedVector(
    place,
    { width, height, rows, columns },
    {
      dim: vectors.length / (rows * columns),
      vectors,
    },
  );
}
