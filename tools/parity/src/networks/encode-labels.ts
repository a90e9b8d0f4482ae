import { tensor, type Tensor, type Weights } from '@langseg/core';
import { createClipTextEncoder } from '@langseg/text-encoders';
import type { GraphRunner } from '../graph-runner.js';
import type { ClipConfig } from './clip-config.js';
import { clipTokenizer, paddedTokens, textFeeds, textGraph } from './clip-text.js';

/** The text side of a network, under the names that outputs have in the cases. */
export interface EncodedLabels {
  /** `[N, context]` */
  readonly text_tokens: Tensor<'int64'>;
  /** `[N, D]`, computed from all tokens. */
  readonly text_features_raw: Tensor<'float32'>;
  /** `[N, D]`, as the text encoder gives them. */
  readonly text_features: Tensor<'float32'>;
}

/** Encodes labels of any number; `weights` named as in OpenAI's files. */
export async function encodeLabels(
  runner: GraphRunner,
  weights: Weights,
  config: ClipConfig,
  labels: readonly string[],
): Promise<EncodedLabels> {
  const contextLength = config.context_length;
  const graph = textGraph(weights, config);
  const text_tokens = await paddedTokens(labels, contextLength);
  const feeds = textFeeds(text_tokens);
  const { embeddings } = await runner.run(graph, feeds);
  const encoder = createClipTextEncoder({
    session: await runner.load(graph, feeds),
    tokenizer: await clipTokenizer(),
    embeddingDim: config.embed_dim,
    contextLength,
    onTooLong: 'error',
  });
  try {
    return { text_tokens, text_features_raw: embeddings, text_features: await encoder.encode(labels) };
  } finally {
    await encoder.dispose();
  }
}

/** Labels of several images, encoded together: `[B·N, …]` → `[B, N, …]`. */
export function perImage(encoded: EncodedLabels, images: number): EncodedLabels {
  const split = <D extends 'int64' | 'float32'>({ dtype, shape, data }: Tensor<D>) =>
    tensor(dtype, [images, shape[0] / images, ...shape.slice(1)], data);
  return {
    text_tokens: split(encoded.text_tokens),
    text_features_raw: split(encoded.text_features_raw),
    text_features: split(encoded.text_features),
  };
}
