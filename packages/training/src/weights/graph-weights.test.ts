import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createNodeRuntime } from '@langseg/adapter-node';
import { tensor } from '@langseg/core';
import { decodeModel, encodeModel, type Graph } from '@langseg/onnx-graph';
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
