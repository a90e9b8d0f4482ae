import { defineImageArchitecture, type NetworkConfig } from '@langseg/architecture';
import { createRegistry, definePlugin, sourceOf, tensor, type TensorSource } from '@langseg/core';
import { correlation, none } from '@langseg/heads';
import { conv2d, convolutionParameters, GraphBuilder, Parameters, scoped } from '@langseg/onnx-graph';
import { wordVectors } from '@langseg/text-encoders';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { checkpointOf, wordTable } from './__fixtures__/checkpoint-of.js';
import { MemoryBundle } from './__fixtures__/memory-bundle.js';
import { writeBundle } from './bundle/write-bundle.js';
import { planConversion } from './plan-conversion.js';

/** A chain of 1×1 convolutions, each with 3 outputs, that is known by their names. */
function chain(type: string, layers: readonly string[]) {
  return defineImageArchitecture({
    type,
    describe: () => type,
    options: {},
    sizes: z.strictObject({}),
    presets: { default: {} },
    defaultPreset: 'default',
    preprocessing: {
      mean: [0, 0, 0],
      std: [1, 1, 1],
      resample: 'bilinear',
      longestSide: 8,
      onlyShrink: false,
      sizeMultiple: 1,
    },
    outputStride: 1,
    alignCorners: false,
    upsampling: { factor: 1, alignCorners: false },
    parameters: (_: NetworkConfig) =>
      layers.flatMap((layer) =>
        scoped(layer, convolutionParameters({ inputs: 3, outputs: 3, kernel: 1, bias: false })),
      ),
    graph(weights, { embeddingDim }, options) {
      const g = new GraphBuilder(type);
      const parameters = new Parameters(g, weights, options);
      let x = g.input('pixels', 'float32', ['B', 3, 'H', 'W']);
      for (const layer of layers) x = conv2d(g, x, parameters.scope(layer));
      g.output('embeddings', x, 'float32', ['B', embeddingDim, 'h', 'w']);
      parameters.assertComplete();
      return g.build();
    },
    isDecoder: (name) => name.startsWith(layers[layers.length - 1]),
    stages: [],
    sizeMultiple: () => 1,
    checkpoint: {
      markers: [layers.map((layer) => `${layer}.weight`)],
      options: z.strictObject({}),
      configOf: () => ({ config: { embeddingDim: 3 } }),
    },
  });
}

const short = definePlugin({ name: 'langseg-short', components: [chain('short', ['stem'])] });
const long = definePlugin({ name: 'langseg-long', components: [chain('long', ['stem', 'head'])] });

function weightsOf(...layers: string[]): Map<string, TensorSource> {
  return new Map(layers.map((layer) => [`${layer}.weight`, sourceOf(tensor('float32', [3, 3, 1, 1]))]));
}

it.each([
  ['long', ['stem', 'head']],
  ['short', ['stem']],
])('the network that is known by most weights is taken, and its plugin named: %s', async (type, layers) => {
  for (const [first, second] of [
    [short, long],
    [long, short],
  ]) {
    const registry = createRegistry([wordVectors, correlation, none]).use(first).use(second);
    const plan = await planConversion(await checkpointOf(weightsOf(...layers)), {
      registry,
      wordTable: wordTable(3),
    });
    const bundle = new MemoryBundle();
    await writeBundle(plan, bundle, { name: type });
    expect(bundle.json('config.json')).toMatchObject({
      pipeline: { imageEncoder: { type } },
      plugins: [`langseg-${type}`],
    });
  }
});
