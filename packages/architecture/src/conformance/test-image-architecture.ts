import { assertShape, safeParse, type Runtime } from '@langseg/core';
import { expect } from 'vitest';
import type { ImageArchitectureComponent } from '../image/define-image-architecture.js';
import { inputOf } from '../image/input-of.js';
import { networkConfig, sizesSchema } from '../image/network-sizes.js';
import { partAssets } from '../conversion/part-assets.js';
import { imageCheckpointChecks } from './image-checkpoint-checks.js';
import { registerChecks, type Check } from './support/check.js';
import { imageCase, type ImageCase } from './support/image-case.js';
import { expectClose, waves, weightNames } from './support/numbers.js';
import { RecordingWeights } from './support/recording-weights.js';
import { someOf } from './support/some-of.js';
import { trunkChecks } from './trunk-checks.js';

/** Setup of {@link testImageArchitecture}. */
export interface ImageArchitectureSetup {
  readonly component: ImageArchitectureComponent;
  /** Sizes as recipes write them, the name of a preset or each. Small ones keep the suite fast. */
  readonly sizes: string | Readonly<Record<string, unknown>>;
  /** Length D of a pixel embedding. Default 6. */
  readonly embeddingDim?: number;
  /**
   * Options of `checkpoint` that the weights don't tell and that are not called as in `sizes`. Those of the same name are
   * taken from `sizes`.
   */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Where graphs are computed. */
  readonly runtime: Runtime;
}

/** Registers the tests that every image architecture must pass. */
export function testImageArchitecture(setup: ImageArchitectureSetup): void {
  registerChecks(`image architecture conformance: ${setup.component.type}`, imageArchitectureChecks(setup));
}

/** The tests of {@link testImageArchitecture}. */
export function imageArchitectureChecks({
  component,
  sizes,
  embeddingDim = 6,
  options = {},
  runtime,
}: ImageArchitectureSetup): Check[] {
  const { architecture } = component;
  const config = networkConfig(architecture, sizes, embeddingDim);
  const of = imageCase(architecture, config, runtime, options);
  const { checkpoint, trunk } = architecture;
  return [
    {
      title: 'takes its presets, of which one is the default',
      run() {
        const { presets, defaultPreset } = architecture;
        expect(Object.keys(presets)).toContain(defaultPreset);
        for (const [name, preset] of Object.entries(presets)) {
          expect(safeParse(architecture.sizes, preset).error, name).toBeUndefined();
          expect(sizesSchema(architecture).parse(name)).toBe(name);
          expect(architecture.describe(networkConfig(architecture, name, embeddingDim))).not.toBe('');
        }
      },
    },
    ...parameterChecks(of),
    {
      title: 'runs its own graph as a component, on the grid of its output stride',
      async run() {
        const { type, configSchema } = component;
        const input = inputOf(architecture, config);
        const model = 'onnx/image_encoder.onnx';
        const known = Object.entries(config).filter(([option]) => option in configSchema.shape);
        const graphs = new Map([[model, of.graph('folded')]]);
        const encoder = await component.create(configSchema.parse({ model, ...Object.fromEntries(known) }), {
          runtime,
          preprocessing: input.preprocessing,
          assets: partAssets({ graphs, files: new Map() }, type),
        });
        try {
          for (const [height, width] of of.sizes()) {
            const { values } = await encoder.encode(waves([1, 3, height, width]));
            const [h, w] = [height, width].map((side) => side / input.outputStride);
            assertShape('embeddings', values, [1, config.embeddingDim, h, w]);
            expect(values.data.every(Number.isFinite)).toBe(true);
          }
        } finally {
          await encoder.dispose();
        }
      },
    },
    {
      title: 'computes the same with batch norms folded and apart',
      async run() {
        expectClose(await of.embeddings(of.graph('folded')), await of.embeddings(of.graph('inference')));
      },
    },
    {
      title: 'has an encoder and a decoder',
      run() {
        const names = of.specs().map(({ name }) => name);
        const decoder = names.filter((name) => architecture.isDecoder(name));
        expect(decoder.length).toBeGreaterThan(0);
        expect(decoder.length).toBeLessThan(names.length);
      },
    },
    {
      title: 'names the values between its stages, in order',
      run() {
        const made = of.graph('training').nodes.flatMap(({ outputs }) => outputs);
        const places = architecture.stages.map((value) => made.indexOf(value));
        expect(places.filter((place) => place < 0)).toEqual([]);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      },
    },
    ...(trunk ? trunkChecks(of, trunk, runtime) : []),
    ...(checkpoint ? imageCheckpointChecks(of, checkpoint) : []),
  ];
}

function parameterChecks(of: ImageCase): Check[] {
  const { architecture, config } = of;
  const names = () =>
    of
      .specs()
      .map(({ name }) => name)
      .sort();
  return [
    {
      title: 'names every parameter once, idle ones included',
      run() {
        const all = [...of.specs(), ...of.idle()].map(({ name }) => name);
        expect(all.filter((name, i) => all.indexOf(name) !== i)).toEqual([]);
      },
    },
    {
      title: 'has graphs that read its parameters and nothing else',
      run() {
        for (const batchNorm of ['folded', 'inference', 'training'] as const) {
          const weights = new RecordingWeights(of.weights([...of.specs(), ...of.idle()]));
          const graph = architecture.graph(weights, config, { batchNorm });
          expect(weights.asked).toEqual(names());
          if (batchNorm !== 'folded') expect(weightNames(graph)).toEqual(names());
        }
      },
    },
    {
      title: 'tells trained parameters from the statistics of batch norms',
      run() {
        for (const batchNorm of ['inference', 'training'] as const) {
          const norms = of.graph(batchNorm).nodes.filter(({ operator }) => operator === 'BatchNormalization');
          const statistics = of.specs().filter(({ kind }) => kind === 'statistic');
          expect(norms.flatMap(({ inputs }) => inputs.slice(3)).sort()).toEqual(
            statistics.map(({ name }) => name).sort(),
          );
          for (const { outputs } of norms) expect(outputs).toHaveLength(batchNorm === 'training' ? 3 : 1);
        }
      },
    },
    {
      title: 'refuses weights of which one is missing with WEIGHTS_MISMATCH',
      run() {
        // Biases are optional to a graph; a checkpoint's are looked for by `checkpoint.biases`.
        const required = of.specs().filter(({ name }) => !name.endsWith('bias'));
        for (const { name } of someOf(required)) {
          const weights = of.weights(of.specs().filter((spec) => spec.name !== name));
          expect(() => architecture.graph(weights, config), name).toThrow(
            expect.objectContaining({ code: 'WEIGHTS_MISMATCH' }),
          );
        }
      },
    },
  ];
}
