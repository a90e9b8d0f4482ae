/** A vision transformer as timm builds it (Dosovitskiy et al. 2021). */
export interface VitConfig {
  /** Pixels along one side of a patch. */
  readonly patchSize: number;
  /** Channels of a token. */
  readonly width: number;
  /** Number of transformer blocks. */
  readonly depth: number;
  /** Attention heads per block; divides `width`. */
  readonly heads: number;
}
