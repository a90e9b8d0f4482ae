import type { NearWord, TextVocabulary } from '@langseg/core';
import type { WordTable } from './word-table.js';

/** The words of a table by what they mean: embeddings are those of a label of one word. */
export function createWordVocabulary(table: WordTable): TextVocabulary {
  const { dim, words, rows, scales, mean } = table;
  let norms: Float32Array | undefined;

  return {
    words,
    nearest(vector, count) {
      norms ??= centredNorms(table);
      const length = Math.hypot(...vector);
      if (length === 0) return [];
      const meanProduct = product(mean, 0, vector, dim);
      const best: NearWord[] = [];
      for (let rank = 0; rank < words.length; rank++) {
        const along = scales[rank] * product(rows, rank * dim, vector, dim) - meanProduct;
        const similarity = norms[rank] > 0 ? along / (norms[rank] * length) : 0;
        if (best.length === count && similarity <= best[count - 1].similarity) continue;
        const place = best.findIndex((other) => other.similarity < similarity);
        best.splice(place < 0 ? best.length : place, 0, { word: words[rank], similarity });
        if (best.length > count) best.pop();
      }
      return best;
    },
  };
}

/** Lengths of the vectors of all words minus the mean of the language. */
function centredNorms({ dim, words, rows, scales, mean }: WordTable): Float32Array {
  return Float32Array.from(words, (_, rank) => {
    let squares = 0;
    for (let d = 0; d < dim; d++) squares += (scales[rank] * rows[rank * dim + d] - mean[d]) ** 2;
    return Math.sqrt(squares);
  });
}

function product(rows: Int8Array | Float32Array, start: number, vector: Float32Array, dim: number): number {
  let sum = 0;
  for (let d = 0; d < dim; d++) sum += rows[start + d] * vector[d];
  return sum;
}
