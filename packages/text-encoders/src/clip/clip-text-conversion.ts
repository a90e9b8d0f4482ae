import {
  assertBiases,
  assertHeads,
  checkedGraph,
  clipFiles,
  clipOptions,
  clipSettingsIn,
  shapeOf,
  type TextConversion,
} from '@langseg/architecture';
import { findStateDict, finiteWeights, withPrefix } from '@langseg/checkpoints/weights';
import { counted, type Weights } from '@langseg/core';
import * as z from 'zod';
import { imagenetPrompts } from '../prompts/imagenet-prompts.js';
import { clipTextConfigOf } from './graph/clip-text-config.js';
import { clipTextGraph } from './graph/clip-text-graph.js';
import { buildClipTokenizerJson } from './tokenizer/build-tokenizer-json.js';
import { clipWeightsFromHuggingFace } from './weights-from-hugging-face.js';

const openAi = 'token_embedding.weight';
const huggingFace = 'text_model.embeddings.token_embedding.weight';

/** The tokenizer that every CLIP model shares gives ids up to here. */
const vocabularySize = 49408;

/** Channels of an attention head in every official transformer. */
const headWidth = 64;

const options = z.strictObject({
  textHeads: z
    .int()
    .optional()
    .describe('Attention heads of the text transformer (default: one per 64 channels).'),
  ...clipOptions,
  prompts: z
    .union([z.enum(['imagenet']), z.array(z.string().includes('{}').max(1000)).max(1000)])
    .optional()
    .describe(
      'Sentences to put labels into, {} standing for the label; imagenet are seven of OpenAI (default: none).',
    ),
});

/** CLIP's text transformer out of checkpoints that name weights as OpenAI or Hugging Face do. */
export const clipTextConversion: TextConversion = {
  what: "CLIP's text transformer",
  recognisedBy: `${openAi} …`,
  options,
  files: clipFiles,
  recognise({ checkpoint }, { stateDict, prefix = '' } = {}) {
    if (!checkpoint) return undefined;
    for (const marker of [huggingFace, openAi]) {
      const dict = findStateDict(checkpoint, [`${prefix}${marker}`], { key: stateDict });
      if (!dict) continue;
      return {
        dict,
        plan: (chosen) =>
          planClipText(finiteWeights(withPrefix(dict.weights, prefix)), options.parse(chosen)),
      };
    }
    return undefined;
  },
};

async function planClipText(
  found: Weights,
  { textHeads, gelu, modelConfig, prompts }: z.output<typeof options>,
) {
  const said = clipSettingsIn(modelConfig).text;
  const activation = (gelu ?? said.gelu ?? 'quick') === 'quick' ? 'quick-gelu' : 'gelu';
  const weights = found.has(huggingFace) ? clipWeightsFromHuggingFace(found) : found;
  const [, width] = shapeOf(weights, 'positional_embedding', [null, null]);
  shapeOf(weights, 'text_projection', [width, null]);
  shapeOf(weights, 'token_embedding.weight', [vocabularySize, width]);
  assertBiases(weights, /^(transformer|ln_final)\b/);
  const config = clipTextConfigOf(weights, { heads: textHeads ?? said.heads });
  assertHeads(config.heads, config.width, 'textHeads');
  const architecture = `CLIP text transformer (width ${config.width}, ${config.depth} blocks)`;
  const graph = checkedGraph({
    what: architecture,
    weights,
    inputs: { tokens: [3, Math.min(5, config.contextLength)], eot: [3] },
    build: () => clipTextGraph(weights, config, { activation }),
  });
  const model = 'onnx/text_encoder.onnx';
  const tokenizer = 'tokenizer.json';
  return {
    architecture,
    embeddingDim: config.embeddingDim,
    warnings: textHeads === undefined && said.heads === undefined ? guesses(config.width, config.heads) : [],
    component: {
      type: 'clip-text',
      model,
      tokenizer,
      ...config,
      ...(prompts && { prompts: prompts === 'imagenet' ? [...imagenetPrompts] : prompts }),
    },
    graphs: new Map([[model, graph]]),
    files: new Map([[tokenizer, new TextEncoder().encode(JSON.stringify(await buildClipTokenizerJson()))]]),
  };
}

function guesses(width: number, heads: number): string[] {
  if (width % headWidth === 0) return [];
  return [
    `Guessed: ${counted(heads, 'attention head')} of the text transformer (--text-heads). ${headWidth} channels a head ` +
      `don't divide a width of ${width}: say what it was trained with.`,
  ];
}
