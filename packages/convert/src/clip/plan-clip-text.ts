import type { Weights } from '@langseg/core';
import { buildClipTokenizerJson, clipTextConfigOf, clipTextGraph } from '@langseg/text-encoders';
import { assertHeads } from '../applicable-options.js';
import { assertBiases } from '../assert-biases.js';
import { checkedGraph } from '../checked-graph.js';
import type { ModelPlan } from '../model-plan.js';
import { textGuesses } from '../recognise/guesses.js';
import { shapeOf } from '../shape-of.js';

/** The tokenizer that every CLIP model shares gives ids up to here. */
const vocabularySize = 49408;

/**
 * The text encoder of a bundle from CLIP's weights.
 *
 * @param weights named as in OpenAI's files.
 * @param options.heads attention heads; default one per 64 channels.
 * @throws LangSegError `WEIGHTS_MISMATCH`; `USAGE` when the number of heads can't be.
 */
export async function planClipText(
  weights: Weights,
  options: { readonly heads?: number } = {},
): Promise<ModelPlan> {
  const [, width] = shapeOf(weights, 'positional_embedding', [null, null]);
  shapeOf(weights, 'text_projection', [width, null]);
  shapeOf(weights, 'token_embedding.weight', [vocabularySize, width]);
  assertBiases(weights, /^(transformer|ln_final)\b/);
  const config = clipTextConfigOf(weights, options);
  assertHeads(config.heads, config.width, 'textHeads');
  const architecture = `CLIP text transformer (width ${config.width}, ${config.depth} blocks)`;
  const graph = checkedGraph({
    what: architecture,
    weights,
    inputs: { tokens: [3, Math.min(5, config.contextLength)], eot: [3] },
    build: () => clipTextGraph(weights, config),
  });
  const model = 'onnx/text_encoder.onnx';
  const tokenizer = 'tokenizer.json';
  const textEncoder = { type: 'clip-text', model, tokenizer, ...config };
  return {
    architecture,
    warnings: textGuesses(config.width, config.heads, options.heads),
    pipeline: { textEncoder },
    graphs: new Map([[model, graph]]),
    files: new Map([[tokenizer, new TextEncoder().encode(JSON.stringify(await buildClipTokenizerJson()))]]),
  };
}
