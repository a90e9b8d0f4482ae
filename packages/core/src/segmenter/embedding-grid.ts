import type { EmbeddingGrid } from '../regions/embedding-grid.js';
import { embeddingRows } from './embedding-rows.js';
import type { EncodedViews } from './encoded-views.js';

/** The embeddings of a photo in one grid, whichever views they come from, with at most `longest` cells along the longer side. */
export function embeddingGrid(encoded: EncodedViews, longest = 256): EmbeddingGrid {
  const grid = embeddingRows(() => encoded, longest);
  const { rows, columns } = grid;
  return { rows, columns, vectors: grid.read(0, rows).vectors };
}
