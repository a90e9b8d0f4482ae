import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createNodeRuntime } from '@langseg/adapter-node';
import { sourceOf, tensor, type Weights } from '@langseg/core';
import { tips } from '@langseg/image-encoders';
import { tinyTips } from '@langseg/model-testing';
import { decodeModel, encodeModel, selectOutputs, type Graph } from '@langseg/onnx-graph';
import { expect, it } from 'vitest';
import { createRandom } from '../random/create-random.js';
import { trainingRegistry } from '../components/training-registry.js';
import { modelSchemaOf } from '../recipe/model-schema.js';
import { graphWeights } from './graph-weights.js';
import { createNetwork } from '../network/network.js';

const folder = fileURLToPath(new URL('../../../default-model/bundle/onnx/', import.meta.url));

it('takes the embedded model apart and puts it together again', async () => {
  const data = readFileSync(`${folder}image_encoder_int8.onnx_data`);
  const graph = decodeModel(readFileSync(`${folder}image_encoder_int8.onnx`), {
    readExternal: async (_, offset, length) => data.subarray(offset, offset + length),
  });
  const network = createNetwork(
    modelSchemaOf(trainingRegistry).parse({ type: 'mobilenet', batchNorm: 'frozen' }),
    128,
  );
  const weights = graphWeights(graph, network.specs);
  expect(network.specs.filter(({ name }) => !weights.has(name))).toEqual([]);

  const random = createRandom(1, 'pixels');
  const pixels = tensor('float32', [1, 3, 40, 56]);
  pixels.data.forEach((_, i) => (pixels.data[i] = random.uniform(-1, 1)));
  const runtime = createNodeRuntime({ threads: 1 });
  const run = async (model: Graph) => {
    const session = await runtime.load(await encodeModel(model));
    const { embeddings } = await session.run({ pixels });
    await session.dispose();
    return embeddings.data as Float32Array;
  };
  const expected = await run(graph);
  for (const purpose of ['training', 'use'] as const) {
    const found = await run(network.imageGraph(weights, purpose));
    const largest = found.reduce((worst, value, i) => Math.max(worst, Math.abs(value - expected[i])), 0);
    expect(largest).toBeLessThan(1e-3);
  }
});

it('takes a whole trunk out of TIPS that was converted for words', async () => {
  const sizes = tinyTips;
  const random = createRandom(2, 'weights');
  const original: Weights = new Map(
    tips.architecture.parameters({ ...sizes, embeddingDim: 24 }).map(({ name, shape }) => {
      const value = tensor('float32', shape);
      value.data.forEach((_, i) => (value.data[i] = random.uniform(-0.5, 0.5)));
      return [name, sourceOf(value)];
    }),
  );
  const { model, externalData } = await encodeModel(
    tips.architecture.graph(original, { ...sizes, embeddingDim: 24 }),
  );
  const files = new Map(externalData!.map(({ path, data }) => [path, data]));
  const converted = decodeModel(model, {
    readExternal: async (path, offset, length) => files.get(path)!.slice(offset, offset + length),
  });

  const recipe = modelSchemaOf(trainingRegistry).parse({ type: 'tips', sizes, decoder: { type: 'linear' } });
  const network = createNetwork(recipe, 5);
  const trunk = network.specs.filter(({ name }) => !network.isDecoder(name));
  const weights = graphWeights(converted, network.specs);
  expect(trunk.filter(({ name }) => !weights.has(name))).toEqual([]);

  const decoder = network.specs
    .filter(({ name }) => network.isDecoder(name))
    .map(({ name, shape }) => [name, sourceOf(tensor('float32', shape))] as const);
  const pixels = tensor('float32', [1, 3, 28, 42]);
  pixels.data.forEach((_, i) => (pixels.data[i] = random.uniform()));
  const maps = async (all: Weights) => {
    const graph = selectOutputs(
      network.imageGraph(new Map([...all, ...decoder]), 'training'),
      network.stages,
    );
    const session = await createNodeRuntime({ threads: 1 }).load(await encodeModel(graph));
    const result = await session.run({ pixels });
    await session.dispose();
    return network.stages.map((name) => [...(result[name].data as Float32Array)]);
  };
  const [found, expected] = [await maps(weights), await maps(original)];
  expect(found).toHaveLength(4);
  found.forEach((map, level) =>
    map.forEach((value, i) => expect(Math.abs(value - expected[level][i])).toBeLessThan(1e-4)),
  );
});
