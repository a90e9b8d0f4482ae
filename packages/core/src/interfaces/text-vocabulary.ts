/** A word near a vector. */
export interface NearWord {
  readonly word: string;
  /** Cosine, −1 to 1. */
  readonly similarity: number;
}

/** The words that a text encoder knows by heart, for encoders that have such a list. */
export interface TextVocabulary {
  /** Most frequent first. */
  readonly words: readonly string[];
  /**
   * @param vector `[D]`, of any length but zero.
   * @param count how many words.
   * @returns the words whose embeddings have the largest cosine with the vector, the nearest first.
   */
  nearest(vector: Float32Array, count: number): readonly NearWord[];
}
