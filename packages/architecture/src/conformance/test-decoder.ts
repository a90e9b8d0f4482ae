import { safeParse, tensor, type Runtime, type Tensor, type Weights } from '@langseg/core';
import { foldBatchNorm, GraphBuilder, Parameters, type BatchNormMode, type Graph } from '@langseg/onnx-graph';
import { expect } from 'vitest';
import type { DecoderComponent } from '../decoder/decoder-component.js';
import type { TrunkLevel } from '../image/image-trunk.js';
import { registerChecks, type Check } from './support/check.js';
import { drawnWeights } from './support/drawn-weights.js';
import { compute, expectClose, waves, weightNames } from './support/numbers.js';
import { RecordingWeights } from './support/recording-weights.js';

/** Setup of {@link testDecoder}. */
export interface DecoderSetup {
  readonly component: DecoderComponent;
  /** Options besides `type`. Small ones keep the suite fast. Default none. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Where graphs are computed. */
  readonly runtime: Runtime;
}

const embeddingDim = 5;

/** Trunks as there are: a vision transformer's equal grids, which need not be even, a pyramid, a single map. */
const trunks: readonly (readonly TrunkLevel[])[] = [
  Array.from({ length: 4 }, () => ({ channels: 6, stride: 14 })),
  [4, 8, 16, 32].map((stride, index) => ({ channels: 3 + index, stride })),
  [4, 8, 16].map((stride, index) => ({ channels: 4 + index, stride })),
  [{ channels: 4, stride: 16 }],
];

/** Registers the tests that every decoder must pass. */
export function testDecoder(setup: DecoderSetup): void {
  registerChecks(`decoder conformance: ${setup.component.type}`, decoderChecks(setup));
}

/** The tests of {@link testDecoder}. */
export function decoderChecks({ component, options = {}, runtime }: DecoderSetup): Check[] {
  const decoder = () => component.create(component.configSchema.parse(options));
  const specsOf = (levels: readonly TrunkLevel[]) => decoder().parameters({ levels, embeddingDim });
  const weightsOf = (levels: readonly TrunkLevel[]) => drawnWeights(specsOf(levels));

  function graphOf(
    levels: readonly TrunkLevel[],
    batchNorm: BatchNormMode,
    weights: Weights = weightsOf(levels),
  ): Graph {
    const g = new GraphBuilder('decoder');
    const maps = levels.map(({ channels }, index) =>
      g.input(`map_${index}`, 'float32', ['B', channels, `h${index}`, `w${index}`]),
    );
    const parameters = new Parameters(g, weights, { batchNorm });
    const result = decoder().append(g, maps, parameters, { levels, embeddingDim });
    // An output needs a node of its own.
    g.output('embeddings', g.op('Identity', [result]), 'float32', ['B', embeddingDim, 'h', 'w']);
    parameters.assertComplete();
    return batchNorm === 'folded' ? foldBatchNorm(g.build()) : g.build();
  }
  const embed = (
    levels: readonly TrunkLevel[],
    feeds: Readonly<Record<string, Tensor>>,
    batchNorm: BatchNormMode = 'folded',
  ) => compute(runtime, graphOf(levels, batchNorm), feeds, 'embeddings');

  return [
    {
      title: 'is a component whose options can be checked',
      run() {
        expect(component.slot).toBe('decoder');
        expect(component.specVersion).toBe(1);
        expect(safeParse(component.configSchema, options).error).toBeUndefined();
        expect(safeParse(component.configSchema, { ...options, 'no such option': 1 }).success).toBe(false);
      },
    },
    {
      title: 'names every parameter once, and reads all of them and nothing else',
      run() {
        for (const levels of trunks) {
          const names = specsOf(levels).map(({ name }) => name);
          expect(names.length).toBeGreaterThan(0);
          expect(new Set(names).size).toBe(names.length);
          for (const batchNorm of ['folded', 'inference', 'training'] as const) {
            const read = new RecordingWeights(weightsOf(levels));
            const graph = graphOf(levels, batchNorm, read);
            expect(read.asked).toEqual(names.toSorted());
            if (batchNorm !== 'folded') expect(weightNames(graph)).toEqual(names.toSorted());
          }
        }
      },
    },
    {
      title: 'tells trained parameters from the statistics of batch norms',
      run() {
        for (const levels of trunks) {
          const statistics = specsOf(levels).filter(({ kind }) => kind === 'statistic');
          const norms = graphOf(levels, 'training').nodes.filter(
            ({ operator }) => operator === 'BatchNormalization',
          );
          expect(norms.flatMap(({ inputs }) => inputs.slice(3)).sort()).toEqual(
            statistics.map(({ name }) => name).sort(),
          );
          for (const { outputs } of norms) expect(outputs).toHaveLength(3);
        }
      },
    },
    {
      title: 'makes finite embeddings on the grid of its output stride, of any trunk',
      async run() {
        for (const levels of trunks) {
          const { outputStride, upsampling } = decoder().geometry(levels);
          expect(Number.isInteger(upsampling.factor) && upsampling.factor > 0).toBe(true);
          for (const [height, width] of sizesOf(levels)) {
            const { shape, data } = await embed(levels, mapsOf(levels, 1, height, width));
            expect(shape).toEqual([1, embeddingDim, height / outputStride, width / outputStride]);
            expect((data as Float32Array).every(Number.isFinite)).toBe(true);
          }
        }
      },
    },
    {
      title: 'computes the same with batch norms folded and apart',
      async run() {
        for (const levels of trunks) {
          const feeds = mapsOf(levels, 1, ...sizesOf(levels)[0]);
          expectClose(await embed(levels, feeds), await embed(levels, feeds, 'inference'));
        }
      },
    },
    {
      title: 'makes of a photo the same in a batch and alone',
      async run() {
        const [levels] = trunks;
        const [height, width] = sizesOf(levels)[0];
        const alone = mapsOf(levels, 1, height, width);
        const two = Object.fromEntries(
          Object.entries(alone).map(([name, { shape, data }]) => {
            const both = tensor('float32', [2, ...shape.slice(1)]);
            both.data.set(data, data.length);
            return [name, both];
          }),
        );
        const { data } = await embed(levels, two);
        const single = await embed(levels, alone);
        const second = (data as Float32Array).slice(single.data.length);
        expectClose(tensor('float32', single.shape, second), single);
      },
    },
    {
      title: 'starts from embeddings that differ from place to place',
      async run() {
        for (const levels of trunks) {
          const { data } = await embed(levels, mapsOf(levels, 1, ...sizesOf(levels)[0]));
          expect(new Set(data as Float32Array).size).toBeGreaterThan(embeddingDim);
        }
      },
    },
  ];
}

/** Heights and widths in pixels; in cells of the coarsest map uneven ones. */
function sizesOf(levels: readonly TrunkLevel[]): readonly (readonly [height: number, width: number])[] {
  const { stride } = levels[levels.length - 1];
  return [
    [3 * stride, 5 * stride],
    [4 * stride, 3 * stride],
  ];
}

function mapsOf(levels: readonly TrunkLevel[], images: number, height: number, width: number) {
  return Object.fromEntries(
    levels.map(({ channels, stride }, index): [string, Tensor<'float32'>] => [
      `map_${index}`,
      waves([images, channels, height / stride, width / stride]),
    ]),
  );
}
