import { LangSegError } from '@langseg/core';
import type { EmbeddingNote } from '../note/embedding-note.js';
import type { VectorQuery } from './photo-match.js';

/**
 * The vector of a query, made 1 long.
 *
 * @throws LangSegError `HASH_MISMATCH` for one of another model than the set's, `SHAPE_MISMATCH` for one of another length, `LABELS_INVALID` for
 * one without a direction.
 */
export function unitVector({ vector, model }: VectorQuery, { model: own, dim }: EmbeddingNote): Float32Array {
  if (model !== own.sha256)
    throw new LangSegError(
      'HASH_MISMATCH',
      `These embeddings were made with the model "${own.name}" (${own.sha256.slice(0, 12)}…), the query with another one ` +
        `(${model.slice(0, 12)}…); their vectors can't be compared. Use the same model for both.`,
      { expected: own.sha256, found: model, model: own.name },
    );
  if (vector.length !== dim)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `Vectors of this set have ${dim} numbers, the query has ${vector.length}.`,
      {
        expected: dim,
        found: vector.length,
      },
    );
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (length > 0 && length < Infinity) return vector.map((value) => value / length);
  throw new LangSegError('LABELS_INVALID', 'The model knows nothing of this; ask for it in other words.');
}
