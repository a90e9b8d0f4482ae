import type { TextEncoder } from '../interfaces/text-encoder.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { NearWord } from '../interfaces/text-vocabulary.js';
import { commonVectors } from '../lint/common-vectors.js';
import { rowProduct } from '../lint/lint-set.js';
import { l2Normalize } from '../math/l2-normalize.js';
import type { EmbeddingGrid } from '../regions/embedding-grid.js';
import { meanEmbedding } from '../regions/mean-embedding.js';
import { tensor } from '../tensor/tensor.js';

/** How much it counts against a word that it fits the rest of the photo too. Words for anything, such as "soil", fit everywhere. */
const common = 0.5;

/** Words for the cells of a mask, the likeliest first. Errors as `TextEncoder.encode`, but for that nothing is known. */
export async function nameRegion(
  grid: EmbeddingGrid,
  mask: Uint8Array,
  words: readonly string[],
  textEncoder: TextEncoder,
  options: RunOptions,
): Promise<NearWord[]> {
  const { words: known, text } = await commonVectors(words, textEncoder, options);
  const row = (mean: Float32Array) => tensor('float32', [1, mean.length], mean);
  const inside = l2Normalize(row(meanEmbedding(grid, mask, 1)), 1);
  const outside = row(meanEmbedding(grid, mask, 0));
  return known
    .map((word, index) => {
      const similarity = rowProduct(text, index, inside, 0);
      return { word, similarity, fitness: similarity - common * rowProduct(text, index, outside, 0) };
    })
    .sort((a, b) => b.fitness - a.fitness)
    .map(({ word, similarity }) => ({ word, similarity }));
}
