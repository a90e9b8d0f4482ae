import type { Weights } from '@langseg/core';
import { lsegLogitScale } from '@langseg/heads';
import { dptResnetGraph, dptVitGraph } from '@langseg/image-encoders';
import type { Graph } from '@langseg/onnx-graph';
import { withPrefix } from '@langseg/checkpoints';
import { planClipText } from '../clip/plan-clip-text.js';
import type { ConvertOptions } from '../convert-options.js';
import type { ModelPlan, PlannedComponent } from '../model-plan.js';
import { TrackedWeights } from '../tracked-weights.js';
import { dptResnetConfigOf, dptVitConfigOf, isDptResnet, isDptVit } from './dpt-config.js';
import { resnetPreprocessing, vitPreprocessing } from './image-preprocessing.js';
import { planRegularizer } from './plan-regularizer.js';

const model = 'onnx/image_encoder.onnx';

/** Whether the weights, without the prefix `net.`, are an LSeg network's. */
export function isLseg(weights: Weights): boolean {
  return weights.has('scratch.head1.weight') && (isDptVit(weights) || isDptResnet(weights));
}

/**
 * Plans a bundle from an official LSeg checkpoint: any of its four backbones, with or without head block.
 *
 * @param weights the state dict without the prefix `net.`.
 * @throws LangSegError `WEIGHTS_MISMATCH` for missing or unexpected weights, `USAGE` when an option must be given.
 */
export async function planLseg(weights: Weights, options: ConvertOptions): Promise<ModelPlan> {
  const tracked = new TrackedWeights(weights);
  const image = isDptVit(weights) ? planDptVit(tracked, options) : planDptResnet(tracked);
  const regularizer = await planRegularizer(tracked, options);
  if (!options.allowUnexpected) tracked.assertAllUsed(isIdle);
  const text = await planClipText(withPrefix(weights, 'clip_pretrained.'), { heads: options.textHeads });
  return {
    architecture: `LSeg, ${image.architecture}`,
    pipeline: {
      ...text.pipeline,
      imageEncoder: image.component,
      head: { type: 'correlation', logitScale: lsegLogitScale },
      regularizer,
    },
    preprocessing: isDptVit(weights) ? vitPreprocessing : resnetPreprocessing,
    graphs: new Map([[model, image.graph], ...text.graphs]),
    files: text.files,
  };
}

interface PlannedImageEncoder {
  readonly architecture: string;
  readonly component: PlannedComponent;
  readonly graph: Graph;
}

function planDptVit(weights: Weights, options: ConvertOptions): PlannedImageEncoder {
  const config = dptVitConfigOf(weights, options);
  return {
    architecture: `DPT on ViT (${config.patchSize}-pixel patches, width ${config.width}, ${config.depth} blocks)`,
    component: { type: 'dpt-vit', model, ...config },
    graph: dptVitGraph(weights, config),
  };
}

function planDptResnet(weights: Weights): PlannedImageEncoder {
  const config = dptResnetConfigOf(weights);
  return {
    architecture: `DPT fusion on ResNet (${config.blocks.join(', ')} blocks)`,
    component: { type: 'dpt-resnet', model, ...config },
    graph: dptResnetGraph(weights, config),
  };
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
