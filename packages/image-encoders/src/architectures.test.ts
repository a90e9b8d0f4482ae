import type { TensorSource } from '@langseg/core';
import type { ImageArchitecture } from '@langseg/architecture';
import { inferShapes, type Graph } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { runGraph } from './__fixtures__/run-graph.js';
import { tinyMobilenet, tinyResnetSizes, tinyVitSizes, weightsOf } from './__fixtures__/tiny-weights.js';
import { waves } from './__fixtures__/waves.js';
import { dptResnet } from './dpt/dpt-resnet.js';
import { dptVit } from './dpt/dpt-vit.js';
import { mobilenet } from './mobilenet/mobilenet.js';

/** Weights that remember which of them were asked for. */
class ReadWeights extends Map<string, TensorSource> {
  readonly read = new Set<string>();

  override get(name: string): TensorSource | undefined {
    this.read.add(name);
    return super.get(name);
  }
}

/** Names of a graph's weights, without constants. */
function weightNames(graph: Graph): string[] {
  return [...graph.initializers].flatMap(([name, { value }]) => (value ? [] : [name])).sort();
}

function suite<C extends { readonly embeddingDim: number }>(
  name: string,
  architecture: ImageArchitecture<C>,
  config: C,
): void {
  describe(name, () => {
    const specs = architecture.parameters(config);
    const names = specs.map((spec) => spec.name).sort();
    const step = architecture.sizeMultiple(config);
    const pixels = [2, 3, step > 1 ? step : 12, step > 1 ? 2 * step : 20];

    it('names every parameter once', () => {
      const all = [...specs, ...architecture.idleParameters(config)].map((spec) => spec.name);
      expect(new Set(all).size).toBe(all.length);
    });

    it('has a graph that reads exactly its parameters', () => {
      const weights = new ReadWeights(weightsOf([...specs, ...architecture.idleParameters(config)]));
      architecture.graph(weights, config);
      expect([...weights.read].sort()).toEqual(names);
      expect(() => architecture.graph(weightsOf(specs.slice(1)), config)).toThrow(specs[0].name);
    });

    it.each(['inference', 'training'] as const)('keeps the original weights for %s', (batchNorm) => {
      const graph = architecture.graph(weightsOf(specs), config, { batchNorm });
      expect(weightNames(graph)).toEqual(names);
      const shapes = inferShapes(graph, { inputs: { pixels } });
      const [height, width] = pixels.slice(2).map((side) => side / architecture.outputStride);
      expect(shapes.get('embeddings')?.shape).toEqual([2, config.embeddingDim, height, width]);

      const norms = graph.nodes.filter(({ operator }) => operator === 'BatchNormalization');
      const statistics = specs.filter(({ kind }) => kind === 'statistic').map((spec) => spec.name);
      expect(norms.flatMap(({ inputs }) => inputs.slice(3)).sort()).toEqual(statistics.sort());
      for (const { outputs } of norms) expect(outputs).toHaveLength(batchNorm === 'training' ? 3 : 1);
    });

    it('computes the same with batch norms folded and apart', async () => {
      const [folded, apart] = await Promise.all(
        (['folded', 'inference'] as const).map(async (batchNorm) => {
          const graph = architecture.graph(weightsOf(specs), config, { batchNorm });
          return (await runGraph(graph, { pixels: waves(1, ...pixels.slice(1)) })).embeddings.data;
        }),
      );
      const scale = Math.max(...apart.map(Math.abs));
      folded.forEach((value, i) => expect(Math.abs(value - apart[i])).toBeLessThan(1e-5 * scale));
    });

    it('names the values between its stages, in order', () => {
      const { nodes } = architecture.graph(weightsOf(specs), config, { batchNorm: 'training' });
      const made = nodes.flatMap(({ outputs }) => outputs);
      const places = architecture.stages.map((value) => made.indexOf(value));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places[0]).toBeGreaterThan(0);
    });

    it('has an encoder and a decoder', () => {
      const decoder = names.filter((parameter) => architecture.isDecoder(parameter));
      expect(decoder.length).toBeGreaterThan(0);
      expect(decoder.length).toBeLessThan(names.length);
    });
  });
}

suite('mobilenet', mobilenet.architecture, tinyMobilenet);
suite('mobilenet with a classifier', mobilenet.architecture, {
  ...tinyMobilenet,
  classes: 3,
});
suite('dpt-vit', dptVit.architecture, tinyVitSizes);
suite('dpt-vit with 32-pixel patches', dptVit.architecture, {
  ...tinyVitSizes,
  patchSize: 32,
  trainedSide: 96,
});
suite('dpt-vit that adds its readout', dptVit.architecture, { ...tinyVitSizes, readout: 'add' });
suite('dpt-resnet', dptResnet.architecture, { ...tinyResnetSizes, blocks: [1, 2, 1, 1] });

describe('dpt-vit', () => {
  it.each([
    ['patchSize', { patchSize: 14 }],
    ['trainedSide', { trainedSide: 50 }],
    ['heads', { heads: 3 }],
    ['features', { features: [2, 3, 4] }],
    ['outIndices', { outIndices: [0, 1, 2, 5] }],
    ['outIndices', { outIndices: [0, 2, 1, 3] }],
  ])('refuses %s of %o', (name, change) => {
    expect(() => dptVit.architecture.parameters({ ...tinyVitSizes, ...change })).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining(name) as string,
      }) as Error,
    );
  });
});
