import { join } from 'node:path';
import { createHashingWriter, makeFolder } from '@langseg/adapter-node';
import { planConversion, writeBundle } from '@langseg/convert';
import { sourceOf, tensor, type TensorSource } from '@langseg/core';
import { clip, talk2dino } from '@langseg/image-encoders';
import { defaultRegistry } from 'langseg';

type Shapes = readonly (readonly [name: string, shape: readonly number[]])[];

const embeddingDim = 6;
const common = { width: 8, depth: 2, heads: 2, hidden: 12 } as const;
const norm = (name: string): Shapes => [
  [`${name}.weight`, [8]],
  [`${name}.bias`, [8]],
];
const block = 'transformer.resblocks.0';

/** CLIP's text transformer with one block. */
const text: Shapes = [
  ['positional_embedding', [77, 8]],
  ['text_projection', [8, embeddingDim]],
  ['token_embedding.weight', [49408, 8]],
  [`${block}.attn.in_proj_weight`, [24, 8]],
  [`${block}.attn.in_proj_bias`, [24]],
  [`${block}.attn.out_proj.weight`, [8, 8]],
  [`${block}.attn.out_proj.bias`, [8]],
  [`${block}.mlp.c_fc.weight`, [32, 8]],
  [`${block}.mlp.c_fc.bias`, [32]],
  [`${block}.mlp.c_proj.weight`, [8, 32]],
  [`${block}.mlp.c_proj.bias`, [8]],
  ...['ln_final', `${block}.ln_1`, `${block}.ln_2`].flatMap(norm),
];

const projection: Shapes = [
  ['linear_layer.weight', [8, embeddingDim]],
  ['linear_layer.bias', [8]],
  ['hidden_layers.0.weight', [8, 8]],
  ['hidden_layers.0.bias', [8]],
];

/** Bundles `tiny-clip` and `tiny-talk2dino` with random weights, converted as published ones are. */
export async function writeTinyModels(folder: string): Promise<void> {
  const ofClip = clip.architecture.parameters({ ...common, patchSize: 16, trainedSide: 64, embeddingDim });
  const ofDino = talk2dino.architecture.parameters({
    ...common,
    patchSize: 14,
    trainedSide: 56,
    ffn: 'mlp',
    registers: 4,
    embeddingDim: 8,
  });
  const shapes = (specs: typeof ofClip): Shapes => specs.map(({ name, shape }) => [name, shape]);
  await write(join(folder, 'tiny-clip'), [...shapes(ofClip), ...text]);
  await write(join(folder, 'tiny-talk2dino'), [
    ...behind('model', shapes(ofDino)),
    ...behind('clip_model', text),
    ...behind('proj', projection),
  ]);
}

function behind(prefix: string, shapes: Shapes): Shapes {
  return shapes.map(([name, shape]) => [`${prefix}.${name}`, shape]);
}

async function write(folder: string, shapes: Shapes): Promise<void> {
  const tensors = new Map(shapes.map(([name, shape], i): [string, TensorSource] => [name, noise(shape, i)]));
  const checkpoint = {
    format: 'safetensors',
    tensors,
    allTensors: tensors,
    stateDicts: new Map([['', tensors]]),
    objects: new Map(),
    refused: [],
    metadata: new Map(),
  } as const;
  const plan = await planConversion(checkpoint, { registry: defaultRegistry, heads: 2, textHeads: 1 });
  await makeFolder(folder);
  await writeBundle(plan, createHashingWriter(folder), { name: 'tiny' });
}

function noise(shape: readonly number[], seed: number): TensorSource {
  const value = tensor('float32', shape);
  for (let i = 0; i < value.data.length; i++) value.data[i] = Math.sin(seed + 12.9898 * i) / 2;
  return sourceOf(value);
}
