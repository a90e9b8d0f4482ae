import {
  assertShape,
  LangSegError,
  throwIfAborted,
  upsampledNorms,
  type EmbeddingUpsampling,
  type ImageEncoder,
  type PixelEmbeddings,
  type Preprocessing,
  type RunOptions,
  type Session,
  type Tensor,
} from '@langseg/core';

/** What an image encoder must say about its graph. */
export interface OnnxImageEncoderOptions {
  /** Loaded graph with input `pixels` `[B, 3, H, W]` and output `embeddings` `[B, D, h, w]`. Owned: disposed with the encoder. */
  readonly session: Session;
  readonly embeddingDim: number;
  /** Input pixels per embedding along one axis. */
  readonly outputStride: number;
  readonly alignCorners: boolean;
  readonly upsampling: EmbeddingUpsampling;
  readonly preprocessing: Preprocessing;
  /** Explains sizes that the architecture can't take; gets height and width, throws `SHAPE_MISMATCH`. */
  readonly checkSize?: (height: number, width: number) => void;
}

/** An image encoder on a loaded ONNX graph, whatever its architecture. */
export class OnnxImageEncoder implements ImageEncoder {
  readonly specVersion = 1;
  readonly embeddingDim: number;
  readonly outputStride: number;
  readonly alignCorners: boolean;
  readonly preprocessing: Preprocessing;
  readonly #options: OnnxImageEncoderOptions;
  #disposed = false;

  constructor(options: OnnxImageEncoderOptions) {
    this.#options = options;
    this.embeddingDim = options.embeddingDim;
    this.outputStride = options.outputStride;
    this.alignCorners = options.alignCorners;
    this.preprocessing = options.preprocessing;
  }

  async encode(pixels: Tensor<'float32'>, options: RunOptions = {}): Promise<PixelEmbeddings> {
    if (this.#disposed)
      throw new LangSegError('DISPOSED', 'This image encoder was disposed; create a new one.');
    throwIfAborted(options.signal);
    const { H, W } = assertShape('pixels', pixels, ['B', 3, 'H', 'W']);
    this.#options.checkSize?.(H, W);
    const { session, upsampling, embeddingDim } = this.#options;
    const { embeddings } = await session.run({ pixels }, options);
    assertShape('embeddings', embeddings, ['B', embeddingDim, 'h', 'w']);
    const values = embeddings as Tensor<'float32'>;
    return { values, norms: upsampledNorms(values, upsampling), upsampling };
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.#options.session.dispose();
  }
}
