import type { Weights } from '@langseg/core';
import { buildClipTokenizerJson, clipTextConfigOf, clipTextGraph } from '@langseg/text-encoders';
import type { ModelPlan } from '../model-plan.js';

/**
 * The text encoder of a bundle from CLIP's weights.
 *
 * @param weights named as in OpenAI's files.
 * @param options.heads attention heads; default one per 64 channels.
 * @throws LangSegError `WEIGHTS_MISMATCH`.
 */
export async function planClipText(
  weights: Weights,
  options: { readonly heads?: number } = {},
): Promise<ModelPlan> {
  const config = clipTextConfigOf(weights, options);
  const model = 'onnx/text_encoder.onnx';
  const tokenizer = 'tokenizer.json';
  const textEncoder = { type: 'clip-text', model, tokenizer, ...config };
  return {
    architecture: `CLIP text transformer (width ${config.width}, ${config.depth} blocks)`,
    pipeline: { textEncoder },
    graphs: new Map([[model, clipTextGraph(weights, config)]]),
    files: new Map([[tokenizer, new TextEncoder().encode(JSON.stringify(await buildClipTokenizerJson()))]]),
  };
}
