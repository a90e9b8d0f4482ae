import { createHash } from 'node:crypto';
import { batchCounters, type ParameterSpec } from '@langseg/onnx-graph';
import { expect, it } from 'vitest';
import { resnet101 } from './dpt/dpt-resnet-sizes.js';
import { dptResnet } from './dpt/dpt-resnet.js';
import { dptVit } from './dpt/dpt-vit.js';
import { vitBase32, vitLarge16 } from './dpt/dpt-vit-sizes.js';
import { mobilenet } from './mobilenet/mobilenet.js';
import { mobilenetChannels } from './mobilenet/mobilenet-sizes.js';

/** Every tensor of a state dict as `name lengths`, sorted. */
function tensorsOf(specs: readonly ParameterSpec[]): string[] {
  const tensors = specs.map(({ name, shape }) => `${name} ${shape.join(',')}`);
  return [...tensors, ...batchCounters(specs).map((name) => `${name} `)].sort();
}

function fullLayout<C>(
  architecture: {
    parameters(config: C): readonly ParameterSpec[];
    idleParameters(config: C): readonly ParameterSpec[];
  },
  config: C,
): ParameterSpec[] {
  return [...architecture.parameters(config), ...architecture.idleParameters(config)];
}

// Of the official state dicts without `net.` and `clip_pretrained`; the hash is of all names and shapes.
it.each([
  {
    model: 'clip_vitl16_384',
    specs: fullLayout(dptVit.architecture, vitLarge16),
    tensors: 428,
    hash: 'ac466e897d740f5e8f0d55915dbed8f3998d88bad62e0ce8ccfc47858f5e0eac',
  },
  {
    model: 'clip_vitb32_384',
    specs: fullLayout(dptVit.architecture, vitBase32),
    tensors: 284,
    hash: '51bddf429c1d91f90257f95ec2934f3d60ca1557f13d3d33a52491a508f25f04',
  },
  {
    model: 'clipRN50x16_vitl16_384',
    specs: fullLayout(dptVit.architecture, { ...vitLarge16, embeddingDim: 768 }),
    tensors: 428,
    hash: '36733d5eca38edce6ca25a217969a1b8423cc55e895f8e7b27d9f21680a411f5',
  },
  {
    model: 'clip_resnet101',
    specs: fullLayout(dptResnet.architecture, resnet101),
    tensors: 734,
    hash: '36424d0316e7996b4851381b0b37a0e2ba3e356caa64855d6902fae0ba65e6d8',
  },
  {
    model: 'the default model',
    specs: fullLayout(mobilenet.architecture, { ...mobilenetChannels, embeddingDim: 128 }),
    tensors: 161,
    hash: '45cce7188bd7665dce3ad412a8eb3c0121f2ded87876f43e9009b57626b87b0b',
  },
])('has the tensors of $model', ({ specs, tensors, hash }) => {
  const found = tensorsOf(specs);
  expect(found).toHaveLength(tensors);
  expect(createHash('sha256').update(found.join('\n')).digest('hex')).toBe(hash);
});
