/** Sizes of a vision transformer as facebookresearch/dinov2 builds it, which TIPS and others follow. */
export interface Dinov2Config {
  /** Pixels along one side of a patch. */
  readonly patchSize: number;
  /** Channels of a token. */
  readonly width: number;
  /** Number of transformer blocks. */
  readonly depth: number;
  /** Attention heads per block; divides `width`. */
  readonly heads: number;
  /** Channels between the two layers of a block's MLP; of a SwiGLU, of each of its halves. */
  readonly hidden: number;
  readonly ffn: 'mlp' | 'swiglu';
  /** Tokens beside the class token that belong to no patch. */
  readonly registers: number;
  /** Side in pixels of the square images that there are position embeddings for; a multiple of `patchSize`. */
  readonly trainedSide: number;
}

/**
 * How position embeddings are fitted to another grid: `linear` and `cubic` with antialiasing; `offset` bicubically
 * without, by scale factors of grids that are a tenth of a patch too large, as DINOv2 without registers was trained.
 */
export type PositionResizing = 'linear' | 'cubic' | 'offset';

/** The hidden channels of DINOv2's SwiGLU for an MLP of four times the width. */
export function swigluHidden(width: number): number {
  return Math.floor((Math.floor((width * 4 * 2) / 3) + 7) / 8) * 8;
}
