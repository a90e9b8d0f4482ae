import type { EmbeddingGrid } from './embedding-grid.js';

/** Mean of the embeddings of those cells whose `mask` is a value, of length at most 1; zeros where there are none. */
export function meanEmbedding(grid: EmbeddingGrid, mask: Uint8Array, value: 0 | 1): Float32Array {
  const width = grid.vectors.length / mask.length;
  const sum = new Float64Array(width);
  let count = 0;
  mask.forEach((each, cell) => {
    if (each !== value) return;
    count++;
    for (let d = 0; d < width; d++) sum[d] += grid.vectors[cell * width + d];
  });
  return Float32Array.from(sum, (part) => part / Math.max(1, count));
}
