import type { DptVitConfig } from '@langseg/image-encoders';
import type { WeightShapes } from './random-weights.js';

/** An official image encoder: its architecture and the sizes that the weights alone tell. */
export interface DptVitSizes extends DptVitConfig {
  /** Side of the image that the position embeddings were trained for. */
  readonly trainedSide: number;
  /** Channels of the four reassembled maps. */
  readonly features: readonly number[];
}

/** DPT on ViT-L/16, LSeg's best model. */
export const vitL16: DptVitSizes = {
  patchSize: 16,
  width: 1024,
  depth: 24,
  heads: 16,
  outIndices: [5, 11, 17, 23],
  readout: 'project',
  embeddingDim: 512,
  trainedSide: 384,
  features: [256, 512, 1024, 1024],
};

/** DPT on ViT-B/32. */
export const vitB32: DptVitSizes = {
  patchSize: 32,
  width: 768,
  depth: 12,
  heads: 12,
  outIndices: [2, 5, 8, 11],
  readout: 'project',
  embeddingDim: 512,
  trainedSide: 384,
  features: [96, 192, 384, 768],
};

/** Channels inside the fusion blocks. */
const fusionWidth = 256;

/** Names and shapes of the weights that `dptVitGraph` reads, as in the official checkpoints. */
export function dptVitShapes(sizes: DptVitSizes): WeightShapes {
  const { width, depth, patchSize, trainedSide, features, embeddingDim } = sizes;
  const shapes = new Map<string, readonly number[]>();
  const layer = (name: string, weight: readonly number[], outputs = weight[0]) =>
    shapes.set(`${name}.weight`, weight).set(`${name}.bias`, [outputs]);

  const vit = 'pretrained.model';
  shapes.set(`${vit}.cls_token`, [1, 1, width]);
  shapes.set(`${vit}.pos_embed`, [1, 1 + (trainedSide / patchSize) ** 2, width]);
  layer(`${vit}.patch_embed.proj`, [width, 3, patchSize, patchSize]);
  for (let index = 0; index < depth; index++) {
    const block = `${vit}.blocks.${index}`;
    layer(`${block}.norm1`, [width]);
    layer(`${block}.attn.qkv`, [3 * width, width]);
    layer(`${block}.attn.proj`, [width, width]);
    layer(`${block}.norm2`, [width]);
    layer(`${block}.mlp.fc1`, [4 * width, width]);
    layer(`${block}.mlp.fc2`, [width, 4 * width]);
  }
  for (const [index, channels] of features.entries()) {
    const level = `pretrained.act_postprocess${index + 1}`;
    layer(`${level}.0.project.0`, [width, 2 * width]);
    layer(`${level}.3`, [channels, width, 1, 1]);
    const scale = patchSize / 2 ** (index + 2);
    const kernel = scale < 1 ? 3 : scale;
    if (scale !== 1) layer(`${level}.4`, [channels, channels, kernel, kernel]);
  }
  for (const [index, channels] of features.entries()) {
    const level = index + 1;
    shapes.set(`scratch.layer${level}_rn.weight`, [fusionWidth, channels, 3, 3]);
    const block = `scratch.refinenet${level}`;
    layer(`${block}.out_conv`, [fusionWidth, fusionWidth, 1, 1]);
    for (const unit of ['resConfUnit1', 'resConfUnit2'])
      for (const step of [1, 2]) {
        shapes.set(`${block}.${unit}.conv${step}.weight`, [fusionWidth, fusionWidth, 3, 3]);
        layer(`${block}.${unit}.bn${step}`, [fusionWidth]);
        for (const moment of ['running_mean', 'running_var'])
          shapes.set(`${block}.${unit}.bn${step}.${moment}`, [fusionWidth]);
      }
  }
  layer('scratch.head1', [embeddingDim, fusionWidth, 1, 1]);
  return shapes;
}
