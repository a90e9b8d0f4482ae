import { assertHeads, checkedGraph, shapeOf, type TextConversion } from '@langseg/architecture';
import { findStateDict, finiteWeights, withPrefix } from '@langseg/checkpoints/weights';
import type { Weights } from '@langseg/core';
import * as z from 'zod';
import { clipTextConfigOf } from '../clip/graph/clip-text-config.js';
import { clipTextGraph } from '../clip/graph/clip-text-graph.js';
import { buildClipTokenizerJson } from '../clip/tokenizer/build-tokenizer-json.js';
import { dinotxtTextWeights } from './dinotxt-text-weights.js';

const markers = [
  'backbone.token_embedding.weight',
  'backbone.blocks.0.attention.qkv.weight',
  'head.linear_projection.weight',
];

/** The tokenizer is CLIP's, whose ids go up to here. */
const vocabularySize = 49408;

const options = z.strictObject({
  textHeads: z
    .int()
    .optional()
    .describe('Attention heads of the text transformer (default: one per 64 channels).'),
});

/** dino.txt's text transformer: CLIP's layout and tokenizer with GELU, under names of its own. */
export const dinotxtTextConversion: TextConversion = {
  what: "dino.txt's text transformer",
  options,
  recognise({ checkpoint }, { stateDict, prefix = '' } = {}) {
    const names = markers.map((name) => `${prefix}${name}`);
    const dict = checkpoint && findStateDict(checkpoint, names, { key: stateDict });
    if (dict?.hits !== names.length) return undefined;
    const weights = finiteWeights(withPrefix(dict.weights, prefix));
    return { dict, plan: (chosen) => planDinotxtText(weights, options.parse(chosen)) };
  },
};

async function planDinotxtText(found: Weights, { textHeads }: z.output<typeof options>) {
  const weights = dinotxtTextWeights(found);
  const [, width] = shapeOf(weights, 'positional_embedding', [null, null]);
  shapeOf(weights, 'token_embedding.weight', [vocabularySize, width]);
  const config = clipTextConfigOf(weights, { ...(textHeads !== undefined && { heads: textHeads }) });
  assertHeads(config.heads, width, 'textHeads');
  const architecture = `dino.txt text transformer (width ${width}, ${config.depth} blocks)`;
  const graph = checkedGraph({
    what: architecture,
    weights,
    inputs: { tokens: [3, Math.min(5, config.contextLength)], eot: [3] },
    build: () => clipTextGraph(weights, config, { activation: 'gelu' }),
  });
  const [model, tokenizer] = ['onnx/text_encoder.onnx', 'tokenizer.json'];
  return {
    architecture,
    embeddingDim: config.embeddingDim,
    component: { type: 'dinotxt-text', model, tokenizer, ...config },
    graphs: new Map([[model, graph]]),
    files: new Map([[tokenizer, new TextEncoder().encode(JSON.stringify(await buildClipTokenizerJson()))]]),
  };
}
