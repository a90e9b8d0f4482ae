import { assertBiases, assertHeads, checkedGraph, shapeOf, type TextConversion } from '@langseg/architecture';
import { findStateDict, finiteWeights, withPrefix } from '@langseg/checkpoints/weights';
import { counted, LangSegError, type Weights } from '@langseg/core';
import * as z from 'zod';
import { buildSentencePieceJson } from '../sentencepiece/build-tokenizer-json.js';
import { readSentencePieceModel } from '../sentencepiece/sentencepiece-model.js';
import { tipsTextConfigOf } from './tips-text-config.js';
import { tipsTextGraph } from './tips-text-graph.js';
import { tipsTextFromHuggingFace } from './weights-from-hugging-face.js';

const official = ['token_embedding.weight', 'transformer.resblocks.0.attn.in_proj_weight'];
const huggingFace = ['embeddings.token_embedding.weight', 'encoder.layers.0.self_attn.q_proj.weight'];

/** Learned positions and a projection, which CLIP's text transformer has under the same names and TIPS' has not. */
const ofClip = /(^|\.)(positional_embedding|text_projection(\.weight)?|position_embedding\.weight)$/;

const options = z.strictObject({
  textHeads: z
    .int()
    .optional()
    .describe('Attention heads of the text transformer (default: one per 64 channels).'),
  tokenizer: z
    .instanceof(Uint8Array)
    .optional()
    .describe('SentencePiece model (tokenizer.model) of the text transformer.'),
});

/** TIPS' text transformer out of the official `.npz` or the hub's safetensors, with its SentencePiece model. */
export const tipsTextConversion: TextConversion = {
  what: "TIPS' text transformer",
  options,
  files: { tokenizer: ['tokenizer.model'] },
  recognise({ checkpoint }, { stateDict, prefix = '' } = {}) {
    if (!checkpoint) return undefined;
    for (const markers of [official, huggingFace]) {
      const names = markers.map((name) => `${prefix}${name}`);
      const dict = findStateDict(checkpoint, names, { key: stateDict });
      if (dict?.hits !== names.length) continue;
      const weights = withPrefix(dict.weights, prefix);
      if ([...checkpoint.tensors.keys(), ...weights.keys()].some((name) => ofClip.test(name))) continue;
      return { dict, plan: async (chosen) => planTipsText(finiteWeights(weights), options.parse(chosen)) };
    }
    return undefined;
  },
};

function planTipsText(found: Weights, { textHeads, tokenizer }: z.output<typeof options>) {
  if (!tokenizer)
    throw new LangSegError(
      'USAGE',
      "TIPS' text transformer needs its SentencePiece model: give tokenizer.model (--tokenizer, option tokenizer).",
    );
  const weights = found.has(huggingFace[0]) ? tipsTextFromHuggingFace(found) : found;
  assertBiases(weights, /^(transformer|ln_final)\b/);
  const config = tipsTextConfigOf(weights, { ...(textHeads !== undefined && { heads: textHeads }) });
  const { width, depth, heads } = config;
  assertHeads(heads, width, 'textHeads');
  const json = buildSentencePieceJson(readSentencePieceModel(tokenizer), { lowercase: true });
  const pieces = Object.keys(json.model.vocab).length;
  const [rows] = shapeOf(weights, 'token_embedding.weight', [null, width]);
  if (pieces > rows)
    throw new LangSegError(
      'WEIGHTS_MISMATCH',
      `The tokenizer has ${pieces} pieces, the text transformer embeddings of ${rows}: they don't belong together.`,
      { pieces, rows },
    );
  const architecture = `TIPS text transformer (width ${width}, ${depth} blocks)`;
  const graph = checkedGraph({
    what: architecture,
    weights,
    inputs: { tokens: [3, 5], paddings: [3, 5] },
    build: () => tipsTextGraph(weights, config),
  });
  const [model, tokenizerPath] = ['onnx/text_encoder.onnx', 'tokenizer.json'];
  return {
    architecture,
    embeddingDim: width,
    warnings: textHeads === undefined && width % 64 !== 0 && width % 72 !== 0 ? [guess(config)] : [],
    component: { type: 'tips-text', model, tokenizer: tokenizerPath, embeddingDim: width, ...config },
    graphs: new Map([[model, graph]]),
    files: new Map([[tokenizerPath, new TextEncoder().encode(JSON.stringify(json))]]),
  };
}

function guess({ heads, width }: { readonly heads: number; readonly width: number }): string {
  return (
    `Guessed: ${counted(heads, 'attention head')} of the text transformer (--text-heads). No official ` +
    `model has a width of ${width}: say what it was trained with.`
  );
}
