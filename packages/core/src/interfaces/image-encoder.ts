import type { Tensor } from '../tensor/tensor.js';
import type { Preprocessing } from './preprocessing.js';
import type { Disposable, RunOptions } from './run-options.js';

/**
 * How the grid of the logits relates to the grid of the pixel embeddings. LSeg's official networks upsample the
 * embeddings bilinearly before they are normalised; a 1×1 product commutes with that, so the small map is kept and
 * the head upsamples the N logits instead of the D channels.
 */
export interface EmbeddingUpsampling {
  /** Integer factor between the embeddings' grid and the logits' grid; 1 when they are the same. */
  readonly factor: number;
  /** Corner convention of the bilinear interpolation, as in PyTorch. */
  readonly alignCorners: boolean;
}

/** A photo after the image encoder: everything the head needs, independent of labels. */
export interface PixelEmbeddings {
  /** Embeddings before normalisation, `[B, D, h, w]`. */
  readonly values: Tensor<'float32'>;
  /**
   * L2 norms of the embeddings on the logits' grid, `[B, h·f, w·f]` for an upsampling factor f.
   * Norms of *interpolated* vectors, not interpolated norms.
   */
  readonly norms: Tensor<'float32'>;
  readonly upsampling: EmbeddingUpsampling;
}

/** Turns pixels into embeddings: the vision side of LSeg (paper section 3.2). */
export interface ImageEncoder extends Disposable {
  readonly specVersion: 1;
  /** Length D of an embedding; equal to the text encoder's. */
  readonly embeddingDim: number;
  /** Input pixels per embedding along one axis. */
  readonly outputStride: number;
  /** Corner convention for upsampling logits to the input's size, as in PyTorch. */
  readonly alignCorners: boolean;
  readonly preprocessing: Preprocessing;
  /**
   * @param pixels normalised RGB `[B, 3, H, W]`; H and W are multiples of `preprocessing.sizeMultiple`, or whatever
   * else the architecture takes (it says so in `SHAPE_MISMATCH`).
   * @throws LangSegError `SHAPE_MISMATCH`, `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  encode(pixels: Tensor<'float32'>, options?: RunOptions): Promise<PixelEmbeddings>;
}
