import { lsegLogitScale } from '@langseg/architecture';
import {
  assertShape,
  LangSegError,
  throwIfAborted,
  type EmbeddingUpsampling,
  type Head,
  type PixelEmbeddings,
  type Runtime,
  type RunOptions,
  type Session,
  type Tensor,
} from '@langseg/core';
import { encodeModel } from '@langseg/onnx-graph';
import { correlationGraph } from './correlation-graph.js';

/**
 * The word-pixel correlation head on a runtime. Its graphs are built when first needed: one for each kind of
 * upsampling and of text it meets.
 */
export class CorrelationHead implements Head {
  readonly specVersion = 1;
  readonly #runtime: Runtime;
  readonly #logitScale: number;
  readonly #sessions = new Map<string, Promise<Session>>();
  #disposed = false;

  /** @param options.logitScale factor on the cosines (inverse temperature); default LSeg's 14.2857…. */
  constructor(runtime: Runtime, options: { readonly logitScale?: number } = {}) {
    this.#runtime = runtime;
    this.#logitScale = options.logitScale ?? lsegLogitScale;
  }

  async forward(
    pixels: PixelEmbeddings,
    text: Tensor<'float32'>,
    options: RunOptions = {},
  ): Promise<Tensor<'float32'>> {
    if (this.#disposed) throw new LangSegError('DISPOSED', 'This head was disposed; create a new one.');
    throwIfAborted(options.signal);
    const { B, D, h, w } = assertShape('pixel embeddings', pixels.values, ['B', 'D', 'h', 'w']);
    const { factor } = pixels.upsampling;
    assertShape('norms', pixels.norms, [B, h * factor, w * factor]);
    const perImage = text.shape.length === 3;
    assertShape('text embeddings', text, perImage ? [B, 'N', D] : ['N', D]);

    const session = await this.#session(pixels.upsampling, perImage);
    const { logits } = await session.run({ pixels: pixels.values, norms: pixels.norms, text }, options);
    return logits as Tensor<'float32'>;
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const sessions = [...this.#sessions.values()];
    this.#sessions.clear();
    for (const session of sessions) await (await session).dispose();
  }

  #session(upsampling: EmbeddingUpsampling, perImage: boolean): Promise<Session> {
    const key = `${upsampling.factor}/${upsampling.alignCorners}/${perImage}`;
    const known = this.#sessions.get(key);
    if (known) return known;
    const graph = correlationGraph({ logitScale: this.#logitScale, upsampling, perImage });
    const loading = encodeModel(graph).then((model) => this.#runtime.load(model));
    this.#sessions.set(key, loading);
    loading.catch(() => this.#sessions.delete(key));
    return loading;
  }
}
