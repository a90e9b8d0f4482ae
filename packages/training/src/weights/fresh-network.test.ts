import { createNodeRuntime } from '@langseg/adapter-node';
import { sourceOf, tensor } from '@langseg/core';
import { mobilenet, mobilenetChannels, type MobilenetSizes } from '@langseg/image-encoders';
import { encodeModel, selectOutputs } from '@langseg/onnx-graph';
import { expect, it } from 'vitest';
import { initialWeights } from './initial-weights.js';

const sizes: MobilenetSizes = {
  embeddingDim: 8,
  ...mobilenetChannels,
  stages: [16, 16, 16, 24, 24, 32, 32],
  expansion: 4,
  pooled: 32,
};

it("passes an image's variance through a fresh trunk that has no batch norms", async () => {
  const weights = initialWeights(mobilenet.architecture.parameters(sizes), 1);
  const sources = new Map([...weights].map(([name, value]) => [name, sourceOf(value)]));
  const graph = mobilenet.architecture.graph(sources, sizes, { batchNorm: 'training' });
  const sums = graph.nodes.filter(({ operator }) => operator === 'Add').map(({ outputs }) => outputs[0]);
  const last = sums[9];
  const model = await encodeModel(selectOutputs(graph, [last, 'embeddings']));
  const session = await createNodeRuntime({ threads: 1 }).load(model);

  const pixels = tensor('float32', [1, 3, 64, 64]);
  pixels.data.forEach((_, i) => (pixels.data[i] = 1.4 * Math.sin(1 + i * i)));
  const results = await session.run({ pixels });
  await session.dispose();
  for (const { data } of Object.values(results)) {
    const values = data as Float32Array;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
    expect(deviation).toBeGreaterThan(0.1);
    expect(deviation).toBeLessThan(10);
  }
});
