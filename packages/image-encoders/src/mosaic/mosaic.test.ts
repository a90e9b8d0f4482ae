import { sourceOf, tensor, type Weights } from '@langseg/core';
import { GraphBuilder, Parameters, type Value } from '@langseg/onnx-graph';
import { expect, it } from 'vitest';
import { runGraph } from '../__fixtures__/run-graph.js';
import { tinyMobilenet, weightsOf } from '../__fixtures__/tiny-weights.js';
import { waves } from '../__fixtures__/waves.js';
import { mobilenet } from '../mobilenet/mobilenet.js';
import { mobilenetGraph } from '../mobilenet/mobilenet-graph.js';
import { mosaicParameters } from './mosaic-parameters.js';
import { mosaicTrunk } from './mosaic-trunk.js';

/** Outputs, inputs of a group and side of every kernel of the published network, in the order in which they run. */
const published = `
  32·3·3 96·32·1 96·1·3 32·96·1 64·32·1 64·1·3 32·64·1 160·32·1
  160·1·5 64·160·1 192·64·1 192·1·3 64·192·1 128·64·1 128·1·3 64·128·1
  192·64·1 192·1·3 64·192·1 384·64·1 384·1·5 128·384·1 384·128·1 384·1·3
  128·384·1 384·128·1 384·1·3 128·384·1 384·128·1 384·1·3 128·384·1 768·128·1
  768·1·3 160·768·1 640·160·1 640·1·3 160·640·1 960·160·1 960·1·3 192·960·1
  384·192·1 384·1·5 96·384·1 384·96·1 384·1·5 96·384·1 384·96·1 384·1·5
  96·384·1 448·96·1 32·64·1 224·1·3 64·224·1 224·1·5 64·224·1 224·1·3
  64·224·1 224·1·5 64·224·1 224·1·3 64·224·1 224·1·5 64·224·1 128·832·1
  64·320·1 64·1·3 32·64·1
`;

it('has the published shapes', () => {
  const kernels = mosaicParameters({ classes: 32, width: 1 }).filter(({ name }) => name.endsWith('.weight'));
  expect(kernels.map(({ shape: [outputs, inputs, side] }) => `${outputs}·${inputs}·${side}`)).toEqual(
    published.trim().split(/\s+/),
  );
});

it.each([
  [64, 64],
  [50, 37],
])('gives maps at strides 16, 8 and 4 of %i × %i pixels', async (height, width) => {
  const sizes = { classes: 3, width: 1 / 32 };
  const g = new GraphBuilder('mosaic');
  const pixels = g.input('pixels', 'float32', [1, 3, 'height', 'width']);
  const maps = mosaicTrunk(g, pixels, new Parameters(g, weightsOf(mosaicParameters(sizes))));
  for (const [name, map] of Object.entries<Value>({ ...maps }))
    g.output(name, map, 'float32', [1, 'c', 'h', 'w']);
  const result = await runGraph(g.build(), { pixels: waves(1, 3, height, width) });
  const at = (stride: number) => [Math.ceil(height / stride), Math.ceil(width / stride)];
  expect(result.stride16.shape).toEqual([1, 4, ...at(16)]);
  expect(result.stride8.shape).toEqual([1, 2, ...at(8)]);
  expect(result.logits.shape).toEqual([1, 3, ...at(4)]);
});

it('joins the small encoder without a change until its joins are trained', async () => {
  const config = { ...tinyMobilenet, scenes: { classes: 3, width: 1 / 32 } };
  const alone = weightsOf(mobilenet.architecture.parameters(tinyMobilenet));
  const specs = mobilenet.architecture.parameters(config).filter(({ name }) => !alone.has(name));
  const second = [...weightsOf(specs)];
  const untrained = second.map(([name, weight]) => {
    const isJoin = name.startsWith('scenes.');
    return [name, isJoin ? sourceOf(tensor('float32', weight.shape)) : weight] as const;
  });
  const pixels = waves(1, 3, 40, 56);
  const run = async (weights: Weights) =>
    (await runGraph(mobilenetGraph(weights, { embeddingDim: 6 }), { pixels })).embeddings;
  const before = await run(alone);
  const joined = await run(new Map([...alone, ...untrained]));
  joined.data.forEach((value, i) => expect(value).toBeCloseTo(Number(before.data[i]), 5));
  const trained = await run(new Map([...alone, ...second]));
  expect(trained.shape).toEqual(before.shape);
  expect(trained.data.some((value, i) => Math.abs(Number(value) - Number(before.data[i])) > 1e-3)).toBe(true);
});

it('joins the small encoder for a photo of one row, of which three quarters are none', async () => {
  const config = { ...tinyMobilenet, scenes: { classes: 3, width: 1 / 32 } };
  const graph = mobilenetGraph(weightsOf(mobilenet.architecture.parameters(config)), { embeddingDim: 6 });
  const { embeddings } = await runGraph(graph, { pixels: waves(1, 3, 1, 40) });
  expect(embeddings.shape).toEqual([1, 6, 1, 10]);
});
