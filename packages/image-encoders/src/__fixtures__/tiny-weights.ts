import { sourceOf, tensor, type TensorSource, type Weights } from '@langseg/core';
import type { DptVitConfig } from '../dpt/dpt-vit-graph.js';

type Shapes = Record<string, readonly number[]>;

/** Weights of given shapes with small numbers that depend on name and position only; variances are positive. */
export function weightsOf(shapes: Shapes): Map<string, TensorSource> {
  const weights = new Map<string, TensorSource>();
  for (const [name, shape] of Object.entries(shapes)) {
    const value = tensor('float32', shape);
    let state = [...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), 7);
    for (let i = 0; i < value.data.length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      value.data[i] = (0.5 * state) / 2 ** 31 + (name.endsWith('running_var') ? 1 : 0);
    }
    weights.set(name, sourceOf(value));
  }
  return weights;
}

function scoped(scope: string, shapes: Shapes): Shapes {
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [`${scope}.${name}`, shape]));
}

function conv(outputs: number, inputs: number, size: number): Shapes {
  return { weight: [outputs, inputs, size, size] };
}

function norm(channels: number): Shapes {
  const vectors = ['weight', 'bias', 'running_mean', 'running_var'];
  return Object.fromEntries(vectors.map((name) => [name, [channels]]));
}

function linear(outputs: number, inputs: number): Shapes {
  return { weight: [outputs, inputs], bias: [outputs] };
}

function scratch(channels: readonly number[], fusion: number, embeddingDim: number): Shapes {
  const shapes: Shapes = { ...scoped('head1', { ...conv(embeddingDim, fusion, 1), bias: [embeddingDim] }) };
  channels.forEach((width, index) => {
    Object.assign(shapes, scoped(`layer${index + 1}_rn`, conv(fusion, width, 3)));
    const block = `refinenet${index + 1}`;
    Object.assign(shapes, scoped(`${block}.out_conv`, { ...conv(fusion, fusion, 1), bias: [fusion] }));
    for (const unit of ['resConfUnit1', 'resConfUnit2'])
      for (const step of [1, 2]) {
        Object.assign(shapes, scoped(`${block}.${unit}.conv${step}`, conv(fusion, fusion, 3)));
        Object.assign(shapes, scoped(`${block}.${unit}.bn${step}`, norm(fusion)));
      }
  });
  return scoped('scratch', shapes);
}

/** A DPT-ViT for sides that are multiples of 32; its position embeddings are a 3 × 3 grid. */
export const tinyVit: DptVitConfig = {
  patchSize: 16,
  width: 8,
  depth: 5,
  heads: 2,
  outIndices: [0, 1, 2, 3],
  readout: 'project',
  embeddingDim: 6,
};

/** Weights of {@link tinyVit}, the unused last block included. */
export function tinyVitWeights(patchSize = 16): Weights {
  const { width, depth, embeddingDim } = tinyVit;
  const channels = [2, 3, 4, 5];
  const shapes: Shapes = {
    'model.cls_token': [1, 1, width],
    'model.pos_embed': [1, 10, width],
    ...scoped('model.patch_embed.proj', { ...conv(width, 3, patchSize), bias: [width] }),
  };
  for (let index = 0; index < depth; index++)
    Object.assign(
      shapes,
      scoped(`model.blocks.${index}`, {
        ...scoped('norm1', { weight: [width], bias: [width] }),
        ...scoped('attn.qkv', linear(3 * width, width)),
        ...scoped('attn.proj', linear(width, width)),
        ...scoped('norm2', { weight: [width], bias: [width] }),
        ...scoped('mlp.fc1', linear(4 * width, width)),
        ...scoped('mlp.fc2', linear(width, 4 * width)),
      }),
    );
  channels.forEach((count, index) => {
    const scale = patchSize / 2 ** (index + 2);
    Object.assign(
      shapes,
      scoped(`act_postprocess${index + 1}`, {
        ...scoped('0.project.0', linear(width, 2 * width)),
        ...scoped('3', { ...conv(count, width, 1), bias: [count] }),
        ...(scale !== 1 && scoped('4', { ...conv(count, count, scale < 1 ? 3 : scale), bias: [count] })),
      }),
    );
  });
  return weightsOf({ ...scoped('pretrained', shapes), ...scratch(channels, 4, embeddingDim) });
}

/** A ResNet with one bottleneck a stage and DPT's fusion blocks. */
export const tinyResnet = { blocks: [1, 1, 1, 1], embeddingDim: 6 };

/** Weights of {@link tinyResnet}. */
export function tinyResnetWeights(): Weights {
  const width = 2;
  const shapes: Shapes = { ...scoped('layer1.0', conv(width, 3, 7)), ...scoped('layer1.1', norm(width)) };
  let inputs = width;
  const channels = [0, 1, 2, 3].map((stage) => {
    const inner = width * 2 ** stage;
    const scope = stage === 0 ? 'layer1.4.0' : `layer${stage + 1}.0`;
    Object.assign(
      shapes,
      scoped(scope, {
        ...scoped('conv1', conv(inner, inputs, 1)),
        ...scoped('bn1', norm(inner)),
        ...scoped('conv2', conv(inner, inner, 3)),
        ...scoped('bn2', norm(inner)),
        ...scoped('conv3', conv(4 * inner, inner, 1)),
        ...scoped('bn3', norm(4 * inner)),
        ...scoped('downsample.0', conv(4 * inner, inputs, 1)),
        ...scoped('downsample.1', norm(4 * inner)),
      }),
    );
    inputs = 4 * inner;
    return inputs;
  });
  return weightsOf({ ...scoped('pretrained', shapes), ...scratch(channels, 4, tinyResnet.embeddingDim) });
}
