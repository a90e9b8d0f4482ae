import { createReferenceRuntime } from '@langseg/adapter-reference';
import { convolutionParameters, scoped } from '@langseg/onnx-graph';
import { describe, it } from 'vitest';
import { expectFailure } from '../__fixtures__/expect-failure.js';
import { normedEncoder, type NormedSizes } from '../__fixtures__/normed-encoder.js';
import { tinyEncoder } from '../__fixtures__/tiny-encoder.js';
import type { ImageArchitecture } from '../image/image-architecture.js';
import type { ImageCheckpoint } from '../image/image-checkpoint.js';
import { imageArchitectureChecks, testImageArchitecture } from './test-image-architecture.js';

const runtime = createReferenceRuntime();

describe('sound architectures pass', () => {
  testImageArchitecture({ component: tinyEncoder, sizes: 'small', runtime });
  testImageArchitecture({ component: normedEncoder, sizes: { width: 2, passes: 3 }, runtime });
});

type Architecture = ImageArchitecture<NormedSizes>;
const good: Architecture = normedEncoder.architecture;

function inCheckpoint(change: Partial<ImageCheckpoint<NormedSizes>>): Partial<Architecture> {
  return { checkpoint: { ...good.checkpoint!, ...change } };
}

describe('an architecture fails that', () => {
  const extra = scoped('extra', convolutionParameters({ inputs: 1, outputs: 1, kernel: 1, bias: false }));
  const { configOf } = good.checkpoint!;
  it.each<[string, Partial<Architecture>, string]>([
    [
      'does not read a parameter',
      { parameters: (config) => [...good.parameters(config), ...extra] },
      'has graphs that read its parameters and nothing else',
    ],
    [
      'does not declare a parameter',
      { parameters: (config) => good.parameters(config).filter(({ name }) => name !== 'middle.weight') },
      'has graphs that read its parameters and nothing else',
    ],
    [
      'reads an idle parameter',
      { idleParameters: (config) => good.parameters(config).slice(0, 1) },
      'names every parameter once, idle ones included',
    ],
    [
      'calls statistics parameters',
      { parameters: (config) => good.parameters(config).map((spec) => ({ ...spec, kind: 'parameter' })) },
      'tells trained parameters from the statistics of batch norms',
    ],
    [
      'puts up with a weight that is missing',
      {
        graph: (weights, config, options) =>
          good.graph(
            new Map([
              ...good.parameters(config).map(({ name }) => [name, weights.values().next().value!] as const),
              ...weights,
            ]),
            config,
            options,
          ),
      },
      'refuses weights of which one is missing with WEIGHTS_MISMATCH',
    ],
    [
      'computes something else when batch norms are folded',
      {
        graph: (weights, config, options) =>
          good.graph(weights, { ...config, passes: options?.batchNorm === 'folded' ? 1 : 2 }, options),
      },
      'computes the same with batch norms folded and apart',
    ],
    ['has no decoder', { isDecoder: () => false }, 'has an encoder and a decoder'],
    ['is nothing but a decoder', { isDecoder: () => true }, 'has an encoder and a decoder'],
    ['names no value of its graph', { stages: ['nowhere'] }, 'names the values between its stages, in order'],
    [
      'has a preset that fits no schema',
      { presets: { small: { width: 0, passes: 1 } } },
      'takes its presets, of which one is the default',
    ],
    ['has no default preset', { defaultPreset: 'huge' }, 'takes its presets, of which one is the default'],
    [
      'is known by nothing that it has',
      inCheckpoint({ markers: [['stem.bias']] }),
      'is known by weights that it has',
    ],
    ['is known by nothing', inCheckpoint({ markers: [[]] }), 'is known by weights that it has'],
    [
      'forgets a size',
      inCheckpoint({
        configOf(weights, options) {
          const { config } = configOf(weights, options);
          return { config: { ...config, width: 5 } };
        },
      }),
      'finds its sizes in its own checkpoint',
    ],
    [
      'forgets a size that no weight tells',
      inCheckpoint({ configOf: (weights) => configOf(weights, { passes: 1 }) }),
      'computes the same with the sizes of its checkpoint',
    ],
    [
      'has no use for a weight',
      inCheckpoint({ isIdle: () => false }),
      'has a use for every weight of its checkpoint, or calls it idle',
    ],
    ['misses no bias', inCheckpoint({ biases: /^nothing$/ }), 'notices a bias that is missing'],
  ])('%s', async (_, change, title) => {
    const component = { ...normedEncoder, architecture: { ...good, ...change } };
    await expectFailure(
      imageArchitectureChecks({ component, sizes: { width: 2, passes: 2 }, runtime }),
      title,
    );
  });

  it('tells a wrong stride', async () => {
    const component = { ...normedEncoder, architecture: { ...good, outputStride: 4 } };
    await expectFailure(
      imageArchitectureChecks({ component, sizes: 'small', runtime }),
      'runs its own graph as a component, on the grid of its output stride',
    );
  });
});
