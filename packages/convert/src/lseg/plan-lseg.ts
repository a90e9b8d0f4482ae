import { finiteWeights, withPrefix } from '@langseg/checkpoints';
import { LangSegError, type Weights } from '@langseg/core';
import { lsegLogitScale } from '@langseg/heads';
import { dptResnet, dptResnetGraph, dptVit, dptVitGraph } from '@langseg/image-encoders';
import type { Graph } from '@langseg/onnx-graph';
import { assertApplicable } from '../applicable-options.js';
import { assertBiases } from '../assert-biases.js';
import { checkedGraph } from '../checked-graph.js';
import { planClipText } from '../clip/plan-clip-text.js';
import type { ConvertOptions } from '../convert-options.js';
import type { ModelPlan, PlannedComponent } from '../model-plan.js';
import { TrackedWeights } from '../tracked-weights.js';
import { findClipText } from '../recognise/find-network.js';
import { dptResnetConfigOf, dptVitConfigOf, isDptVit } from './dpt-config.js';
import { visionGuesses } from '../recognise/guesses.js';
import { planRegularizer } from './plan-regularizer.js';

const model = 'onnx/image_encoder.onnx';

/** What every LSeg checkpoint may leave open. */
const commonOptions = [
  'textWeights',
  'textHeads',
  'regularizer',
  'blockDepth',
  'activation',
  'allowUnexpected',
] as const;

/** A photo that every backbone takes, and no square, so that rows and columns can't be mixed up. */
const inputs = { pixels: [1, 3, 64, 96] };

/** Batch norm takes the place of the other convolutions' biases. */
const withBias =
  /^pretrained\.(model\.(patch_embed|blocks)|act_postprocess)|^scratch\.(head1|refinenet\d\.out_conv)$/;

/**
 * Plans a bundle from an official LSeg checkpoint: any of its four backbones, with or without head block.
 *
 * @param weights the state dict without the prefix `net.`.
 * @param remembered what the checkpoint says about itself; `options` come before it.
 * @throws LangSegError `WEIGHTS_MISMATCH` for missing, unexpected or misshapen weights, `USAGE` when an option must be
 * given, does not apply or can't be.
 */
export async function planLseg(
  weights: Weights,
  options: ConvertOptions,
  remembered: ConvertOptions = {},
): Promise<ModelPlan> {
  assertBiases(weights, withBias);
  const chosen = { ...remembered, ...withoutUndefined(options) };
  const tracked = new TrackedWeights(weights);
  const image = isDptVit(weights) ? planDptVit(tracked, options) : planDptResnet(tracked, options);
  const regularizer = await planRegularizer(tracked, chosen);
  if (!options.allowUnexpected) tracked.assertAllUsed(isIdle);
  const text = await planClipText(textWeightsOf(weights, options), { heads: options.textHeads });
  assertSameLength(text.pipeline.textEncoder.embeddingDim, image.component.embeddingDim);
  return {
    architecture: `LSeg, ${image.architecture}`,
    notes: image.notes,
    warnings: [...image.warnings, ...(text.warnings ?? [])],
    pipeline: {
      ...text.pipeline,
      imageEncoder: image.component,
      head: { type: 'correlation', logitScale: lsegLogitScale },
      regularizer,
    },
    preprocessing: (isDptVit(weights) ? dptVit : dptResnet).architecture.preprocessing,
    graphs: new Map([[model, image.graph], ...text.graphs]),
    files: text.files,
  };
}

/** CLIP's text weights: those that were given apart, else those that official checkpoints carry along. */
function textWeightsOf(weights: Weights, { textWeights }: ConvertOptions): Weights {
  const given = textWeights && findClipText(textWeights);
  if (given) return finiteWeights(given);
  const own = withPrefix(weights, 'clip_pretrained.');
  const hasOwn = [...own.keys()].some((name) => !name.startsWith('visual.') && name !== 'logit_scale');
  if (hasOwn && !textWeights) return own;
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    textWeights
      ? 'The file for the text weights holds none of CLIP (token_embedding.weight …): give a checkpoint of CLIP, or of an LSeg network.'
      : 'This checkpoint holds no text weights of CLIP (clip_pretrained.token_embedding.weight …), with which LSeg understands labels. ' +
          'Give a checkpoint that has them, of the same CLIP model or of an LSeg network (--text-weights, option textWeights).',
    { missing: ['clip_pretrained.token_embedding.weight'] },
  );
}

interface PlannedImageEncoder {
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
  readonly architecture: string;
  readonly component: PlannedComponent;
  readonly graph: Graph;
}

function planDptVit(weights: Weights, options: ConvertOptions): PlannedImageEncoder {
  assertApplicable(
    options,
    [...commonOptions, 'heads', 'outIndices', 'readout'],
    'LSeg on a vision transformer',
  );
  const config = dptVitConfigOf(weights, options);
  const architecture = `DPT on ViT (${config.patchSize}-pixel patches, width ${config.width}, ${config.depth} blocks)`;
  return {
    architecture,
    ...visionGuesses(config, options),
    component: { type: 'dpt-vit', model, ...config },
    graph: checkedGraph({ what: architecture, weights, inputs, build: () => dptVitGraph(weights, config) }),
  };
}

function planDptResnet(weights: Weights, options: ConvertOptions): PlannedImageEncoder {
  assertApplicable(options, commonOptions, 'LSeg on a ResNet');
  const config = dptResnetConfigOf(weights);
  const architecture = `DPT fusion on ResNet (${config.blocks.join(', ')} blocks)`;
  return {
    architecture,
    notes: [],
    warnings: [],
    component: { type: 'dpt-resnet', model, ...config },
    graph: checkedGraph({
      what: architecture,
      weights,
      inputs,
      build: () => dptResnetGraph(weights, config),
    }),
  };
}

function assertSameLength(text: unknown, image: unknown): void {
  if (text === image) return;
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `Text embeddings of length ${String(text)} (clip_pretrained.text_projection) can't be compared with pixel embeddings of length ${String(image)} (scratch.head1.weight).`,
    { text, image },
  );
}

/** Options that are `undefined` must not hide what the checkpoint says. */
function withoutUndefined(options: ConvertOptions): ConvertOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/**
 * Weights that official checkpoints hold and their forward pass never reads: CLIP (planned apart; its image tower and
 * logit scale are idle), the ViT's classifier and final norm, blocks after the last one hooked, the first unit of the
 * coarsest fusion block, and batch norm counters.
 */
function isIdle(name: string): boolean {
  return (
    name.startsWith('clip_pretrained.') ||
    /^pretrained\.model\.(head|head_dist|norm|fc_norm|dist_token|blocks\.\d+)\b/.test(name) ||
    name.startsWith('scratch.refinenet4.resConfUnit1.') ||
    name.endsWith('.num_batches_tracked')
  );
}
