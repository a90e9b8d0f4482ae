import { LangSegError } from '../errors/lang-seg-error.js';
import type { EncodedViews } from './encoded-views.js';
import { pixelVector } from './pixel-embedding.js';

/** Some rows of a grid of embeddings. */
export interface EmbeddingBand {
  /** `[count, columns, D]`: rows of length 1, or 0 where nothing is known. */
  readonly vectors: Float32Array;
  /** `[count, columns]`: lengths before that, of the network's own embeddings; with several views, their mean. */
  readonly norms: Float32Array;
}

/** The embeddings of a photo in one grid that covers all of it, read some rows at a time. */
export interface EmbeddingRows {
  readonly rows: number;
  readonly columns: number;
  /** Length D of an embedding. */
  readonly dim: number;
  /** Rows `first` to `first + count` of the grid. @throws LangSegError `DISPOSED`, `SHAPE_MISMATCH` beyond the grid. */
  read(first: number, count: number): EmbeddingBand;
}

/** @param encoded the photo; asked for each band. @param longest cells along the longer side at most. */
export function embeddingRows(encoded: () => EncodedViews, longest: number): EmbeddingRows {
  const { plan, views } = encoded();
  const [{ pixels, pass, rect }] = views;
  const { canvas } = plan.passes[pass];
  const [, dim, h, w] = pixels.values.shape;
  const across = (canvas.width / rect.width) * w;
  const down = (canvas.height / rect.height) * h;
  const scale = Math.min(1, longest / Math.max(across, down));
  const columns = Math.max(1, Math.round(across * scale));
  const rows = Math.max(1, Math.round(down * scale));
  return {
    rows,
    columns,
    dim,
    read(first, count) {
      if (first < 0 || count < 0 || first + count > rows)
        throw new LangSegError(
          'SHAPE_MISMATCH',
          `The grid has ${rows} rows, so rows ${first} to ${first + count} are not all there.`,
        );
      const content = encoded();
      const vectors = new Float32Array(count * columns * dim);
      const norms = new Float32Array(count * columns);
      for (let cell = 0; cell < norms.length; cell++) {
        const row = first + Math.floor(cell / columns);
        const x = (((cell % columns) + 0.5) / columns) * plan.photo.width - 0.5;
        const y = ((row + 0.5) / rows) * plan.photo.height - 0.5;
        const { vector, norm } = pixelVector(content, x, y);
        vectors.set(vector, cell * dim);
        norms[cell] = norm;
      }
      return { vectors, norms };
    },
  };
}
