/** What every network has. */
export interface NetworkConfig {
  /** Length D of a pixel embedding; the text encoder's. */
  readonly embeddingDim: number;
}
