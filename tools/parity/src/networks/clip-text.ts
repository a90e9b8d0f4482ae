import { tensor, toFloat32, type Tensor, type Weights } from '@langseg/core';
import {
  buildClipTokenizerJson,
  clipTextGraph,
  createClipTokenizer,
  type ClipTokenizer,
} from '@langseg/text-encoders';
import type { Graph } from '@langseg/onnx-graph';
import type { ClipConfig } from './clip-config.js';

/** The text transformer of a CLIP model; `weights` named as in OpenAI's files. */
export function textGraph(weights: Weights, config: ClipConfig): Graph {
  return clipTextGraph(weights, {
    width: config.transformer_width,
    heads: config.transformer_heads,
    depth: config.transformer_layers,
    contextLength: config.context_length,
    embeddingDim: config.embed_dim,
  });
}

let tokenizer: Promise<ClipTokenizer> | undefined;

/** CLIP's tokenizer with its vocabulary of 49,408 tokens, made once. */
export function clipTokenizer(): Promise<ClipTokenizer> {
  return (tokenizer ??= Promise.resolve(buildClipTokenizerJson()).then((json) => createClipTokenizer(json)));
}

/** Token ids of labels as upstream has them: padded with 0 to the whole context, `[N, contextLength]`. */
export async function paddedTokens(
  labels: readonly string[],
  contextLength: number,
): Promise<Tensor<'int64'>> {
  const tokens = tensor('int64', [labels.length, contextLength]);
  const tokenized = (await clipTokenizer()).tokenize(labels, { contextLength, onTooLong: 'error' });
  tokenized.forEach(({ ids }, row) => tokens.data.set(ids.map(BigInt), row * contextLength));
  return tokens;
}

/** Inputs of {@link textGraph}: CLIP reads its text embedding at the first occurrence of the largest id. */
export function textFeeds(tokens: Tensor): { tokens: Tensor<'int64'>; eot: Tensor<'int64'> } {
  const [labels, length] = tokens.shape;
  const ids = Array.from(tokens.data, Number);
  const eot = Array.from({ length: labels }, (_, label) => {
    const row = ids.slice(label * length, (label + 1) * length);
    return row.indexOf(Math.max(...row));
  });
  return {
    tokens: tensor('int64', tokens.shape, BigInt64Array.from(ids, BigInt)),
    eot: tensor('int64', [labels], BigInt64Array.from(eot, BigInt)),
  };
}

/** The same inputs without the positions after the last end-of-text token, which don't matter. */
export function shortenedTextFeeds(feeds: ReturnType<typeof textFeeds>): ReturnType<typeof textFeeds> {
  const [labels, length] = feeds.tokens.shape;
  const needed = Number(feeds.eot.data.reduce((last, at) => (at > last ? at : last), 0n)) + 1;
  const tokens = tensor('int64', [labels, needed]);
  for (let label = 0; label < labels; label++)
    tokens.data.set(feeds.tokens.data.subarray(label * length, label * length + needed), label * needed);
  return { tokens, eot: feeds.eot };
}

/** exp(`logit_scale`), the learned temperature of a CLIP model. */
export async function logitScale(weights: Weights): Promise<number> {
  const stored = weights.get('logit_scale');
  return Math.exp(stored ? toFloat32(await stored.load()).data[0] : NaN);
}
