import { createNodeRuntime } from '@langseg/adapter-node';
import { testImageArchitecture } from '@langseg/architecture/conformance';
import { testImageEncoder } from '@langseg/conformance';
import { sourceOf, tensor } from '@langseg/core';
import { encodeModel } from '@langseg/onnx-graph';
import { plugin } from 'langseg-tiny-net';

const [tinyNet] = plugin.components;
const { parameters, graph, preprocessing } = tinyNet.architecture;
const config = { channels: 4, embeddingDim: 6 };
const weights = parameters(config).map(({ name, shape }) => {
  const { data } = tensor('float32', shape);
  const values = data.map((_, i) => Math.sin(i + 1));
  return [name, sourceOf(tensor('float32', shape, values))];
});
const model = await encodeModel(graph(new Map(weights), config));
const assets = { model: async () => model };
const runtime = createNodeRuntime();
const context = { runtime, assets, preprocessing };

testImageEncoder({
  create: () => tinyNet.create({ model: 'model.onnx', embeddingDim: config.embeddingDim }, context),
  sizes: [
    [16, 24],
    [32, 32],
  ],
});

testImageArchitecture({ component: tinyNet, sizes: 'small', runtime });
