import { toFloat32, type Runtime, type SpatialRegularizer, type Weights } from '@langseg/core';
import { lsegLogitScale } from '@langseg/architecture';
import { SpatialBlockRegularizer, spatialBlockScope } from '@langseg/heads';
import { dptResnetGraph, dptVitGraph } from '@langseg/image-encoders';
import type { ImageGraphOptions } from '@langseg/architecture';
import type { Graph } from '@langseg/onnx-graph';
import * as z from 'zod';
import { clipConfig } from './clip-config.js';

/** An LSeg network, with upstream's names. */
export const networkConfig = z.looseObject({
  kind: z.enum(['vit16', 'vit32', 'resnet']),
  vit: z
    .looseObject({
      img_size: z.int().optional(),
      dim: z.int(),
      depth: z.int(),
      heads: z.int(),
      num_classes: z.int().optional(),
    })
    .optional(),
  resnet: z.looseObject({ width: z.int().optional(), layers: z.array(z.int()) }).optional(),
  hooks: z.array(z.int()).default([]),
  readout: z.enum(['ignore', 'add', 'project']).default('project'),
  features: z.array(z.int()).default([]),
  scratch_features: z.int().optional(),
  out_c: z.int(),
  arch_option: z.union([z.literal(0), z.literal(1), z.literal(2)]).default(0),
  block_depth: z.int().default(0),
  activation: z.enum(['relu', 'lrelu', 'tanh']).default('lrelu'),
  logit_scale: z.number().default(lsegLogitScale),
  clip: clipConfig,
});

/** See {@link networkConfig}. */
export type NetworkConfig = z.output<typeof networkConfig>;

/** The image encoder of a network. */
export function imageGraph(weights: Weights, config: NetworkConfig, options: ImageGraphOptions = {}): Graph {
  const { kind, vit, resnet, hooks, readout, out_c: embeddingDim } = config;
  if (kind === 'resnet')
    return dptResnetGraph(weights, { blocks: resnet?.layers ?? [], embeddingDim }, options);
  const sizes = {
    patchSize: kind === 'vit16' ? 16 : 32,
    width: vit?.dim ?? 0,
    depth: vit?.depth ?? 0,
    heads: vit?.heads ?? 0,
    outIndices: hooks,
    readout,
    embeddingDim,
  };
  return dptVitGraph(weights, sizes, options);
}

/** The head block of a network; none for `arch_option` 0. */
export async function headBlock(
  weights: Weights,
  config: NetworkConfig,
  runtime: Runtime,
): Promise<SpatialRegularizer | undefined> {
  if (config.arch_option === 0) return undefined;
  const [kernel, bias] = await Promise.all(
    ['weight', 'bias'].map(async (name) => {
      const source = weights.get(`${spatialBlockScope}.${name}`);
      return source ? [...toFloat32(await source.load()).data] : [];
    }),
  );
  return new SpatialBlockRegularizer(runtime, config.arch_option === 1 ? 'bottleneck' : 'depthwise', {
    kernel,
    bias: bias[0],
    depth: config.block_depth,
    activation: config.activation === 'lrelu' ? 'leaky-relu' : config.activation,
  });
}
