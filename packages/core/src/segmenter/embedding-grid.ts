import type { EmbeddingGrid } from '../regions/embedding-grid.js';
import type { EncodedViews } from './encoded-views.js';
import { pixelEmbedding } from './pixel-embedding.js';

/** The embeddings of a photo in one grid, whichever views they come from, with at most `longest` cells along the longer side. */
export function embeddingGrid(encoded: EncodedViews, longest = 256): EmbeddingGrid {
  const { plan, views } = encoded;
  const [{ pixels, pass, rect }] = views;
  const { canvas } = plan.passes[pass];
  const [, , h, w] = pixels.values.shape;
  const across = (canvas.width / rect.width) * w;
  const down = (canvas.height / rect.height) * h;
  const scale = Math.min(1, longest / Math.max(across, down));
  const columns = Math.max(1, Math.round(across * scale));
  const rows = Math.max(1, Math.round(down * scale));
  const width = pixels.values.shape[1];
  const vectors = new Float32Array(rows * columns * width);
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, at += width) {
      const x = ((column + 0.5) / columns) * plan.photo.width - 0.5;
      const y = ((row + 0.5) / rows) * plan.photo.height - 0.5;
      vectors.set(pixelEmbedding(encoded, x, y), at);
    }
  return { rows, columns, vectors };
}
