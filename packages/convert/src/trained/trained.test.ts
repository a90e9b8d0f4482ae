import { fileURLToPath } from 'node:url';
import { createNodeRuntime, directoryAssets } from '@langseg/adapter-node';
import {
  createRegistry,
  openBundle,
  sourceOf,
  tensor,
  type AssetStore,
  type TensorSource,
  type Weights,
} from '@langseg/core';
import { correlation, depthwise, none } from '@langseg/heads';
import { mobilenet, mobilenetChannels, type MobilenetSizes } from '@langseg/image-encoders';
import type { ParameterSpec } from '@langseg/onnx-graph';
import { clipText, wordVectors } from '@langseg/text-encoders';
import { describe, expect, it } from 'vitest';
import { trainingCheckpointOf } from '../__fixtures__/checkpoint-of.js';
import { lsegVitShapes } from '../__fixtures__/lseg-shapes.js';
import { MemoryBundle } from '../__fixtures__/memory-bundle.js';
import { writeBundle } from '../bundle/write-bundle.js';
import { planConversion } from '../__fixtures__/plan-conversion.js';
import { imageComponent } from '../image-part.js';
import { planTrained } from './plan-trained.js';
import { textPartOf } from './text-part.js';

const registry = createRegistry([clipText, wordVectors, mobilenet, correlation, none, depthwise]);
const runtime = createNodeRuntime({ threads: 1 });

const headBlock = 'scratch.head_block.depthwise.depthwise';

function weightsOf(specs: readonly ParameterSpec[]): Weights {
  const filled = specs.map(({ name, shape, kind }): [string, TensorSource] => {
    const value = tensor('float32', shape);
    value.data.fill(kind === 'statistic' ? 1 : 0.01);
    return [name, sourceOf(value)];
  });
  return new Map<string, TensorSource>([
    ...filled,
    [
      `${headBlock}.weight`,
      sourceOf(tensor('float32', [1, 1, 3, 3], Float32Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0))),
    ],
    [`${headBlock}.bias`, sourceOf(tensor('float32', [1]))],
  ]);
}

async function bundleOf(text: AssetStore, embeddingDim: number) {
  const config: MobilenetSizes = { embeddingDim, ...mobilenetChannels };
  const plan = await planTrained({
    registry,
    image: {
      name: 'mobilenet',
      component: imageComponent(mobilenet, config),
      sizeMultiple: 1,
      graph: (weights) => mobilenet.architecture.graph(weights, config),
    },
    weights: weightsOf(mobilenet.architecture.parameters(config)),
    text: await textPartOf(text, registry),
    preprocessing: mobilenet.architecture.preprocessing,
    logitScale: 20,
    regularizer: { type: 'depthwise', depth: 1, activation: 'relu' },
  });
  const bundle = new MemoryBundle();
  await writeBundle(plan, bundle, { name: 'trained' });
  return bundle;
}

describe('a trained network', () => {
  it('becomes a bundle with the word table that it was trained with', async () => {
    const assets = directoryAssets(fileURLToPath(new URL('../../../default-model/bundle', import.meta.url)));
    const bundle = await bundleOf(assets, 128);
    const { parts, config } = await openBundle(bundle, { registry, runtime });
    expect(config.pipeline).toMatchObject({
      head: { logitScale: 20 },
      regularizer: { type: 'depthwise', kernel: [0, 0, 0, 0, 1, 0, 0, 0, 0], bias: 0, depth: 1 },
    });
    const { values } = await parts.imageEncoder.encode(tensor('float32', [1, 3, 32, 32]));
    expect(values.shape).toEqual([1, 128, 8, 8]);
    expect((await parts.textEncoder.encode(['grass'])).shape).toEqual([1, 128]);
  });

  it('takes the text transformer of another bundle along', async () => {
    const source = new MemoryBundle();
    await writeBundle(await planConversion(await trainingCheckpointOf(lsegVitShapes())), source, {
      name: 'lseg',
    });
    const bundle = await bundleOf(source, 6);
    expect([...bundle.files.keys()]).toContain('onnx/text_encoder.onnx_data');
    const { parts } = await openBundle(bundle, { registry, runtime });
    const original = createRegistry([clipText]).components[0];
    const { pipeline } = JSON.parse(new TextDecoder().decode(await source.read('config.json'))) as {
      pipeline: { textEncoder: { type: string } };
    };
    const { type: _, ...options } = pipeline.textEncoder;
    const encoder = await original.create(original.configSchema.parse(options), {
      runtime,
      assets: source,
    });
    expect((await parts.textEncoder.encode(['a cow'])).data).toEqual((await encoder.encode(['a cow'])).data);
  });

  it('needs a bundle with a text encoder', async () => {
    const source = new MemoryBundle();
    const config = { formatVersion: 1, name: 'x', pipeline: {}, files: {} };
    source.files.set('config.json', new TextEncoder().encode(JSON.stringify(config)));
    await expect(textPartOf(source, registry)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
