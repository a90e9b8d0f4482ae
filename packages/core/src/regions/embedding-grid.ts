/** Embeddings of a photo, cell by cell. */
export interface EmbeddingGrid {
  readonly rows: number;
  readonly columns: number;
  /** `[rows, columns, D]`: rows of length 1, or 0 where nothing is known. */
  readonly vectors: Float32Array;
}
