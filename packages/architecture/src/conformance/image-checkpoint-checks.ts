import { findStateDict, type Checkpoint } from '@langseg/checkpoints';
import { LangSegError, type TensorSource, type Weights } from '@langseg/core';
import { batchCounters } from '@langseg/onnx-graph';
import { expect } from 'vitest';
import type { NetworkConfig } from '../image/network-config.js';
import type { ImageCheckpoint } from '../image/image-checkpoint.js';
import { assertBiases } from '../weights/assert-biases.js';
import type { Check } from './support/check.js';
import type { ImageCase } from './support/image-case.js';
import { expectClose } from './support/numbers.js';
import { RecordingWeights } from './support/recording-weights.js';
import { someOf } from './support/some-of.js';

/** What must hold where an architecture says how checkpoints are read. */
export function imageCheckpointChecks(of: ImageCase, checkpoint: ImageCheckpoint): Check[] {
  const { architecture, config } = of;
  const stored = storedWeights(of, checkpoint);
  const configOf = (weights: Weights): NetworkConfig =>
    checkpoint.configOf(weights, optionsOf(of, checkpoint)).config;
  return [
    {
      title: 'is known by weights that it has',
      run() {
        const names = new Set([...of.specs(), ...of.idle()].map(({ name }) => name));
        expect(checkpoint.markers.filter((list) => list.length > 0)).toEqual(checkpoint.markers);
        expect(checkpoint.markers.map((list) => list.filter((name) => !names.has(name)))).toContainEqual([]);
      },
    },
    {
      title: 'finds its sizes in its own checkpoint',
      run() {
        const found = configOf(recognised(checkpoint, stored()));
        const shapesOf = (sizes: NetworkConfig) =>
          [...architecture.parameters(sizes), ...architecture.idleParameters(sizes)].map(
            ({ name, shape }) => [name, ...shape],
          );
        expect(found.embeddingDim).toBe(config.embeddingDim);
        expect(shapesOf(found)).toEqual(shapesOf(config));
      },
    },
    {
      title: 'computes the same with the sizes of its checkpoint',
      async run() {
        const weights = recognised(checkpoint, stored());
        const graph = architecture.graph(weights, configOf(weights));
        expectClose(await of.embeddings(graph), await of.embeddings(of.graph('folded')));
      },
    },
    {
      title: 'has a use for every weight of its checkpoint, or calls it idle',
      async run() {
        const weights = new RecordingWeights(recognised(checkpoint, stored()));
        architecture.graph(weights, configOf(weights));
        await checkpoint.logitScale?.(weights);
        const used = new Set(weights.asked);
        const unexpected = [...weights.keys()].filter(
          (name) => !used.has(name) && !name.endsWith('.num_batches_tracked') && !checkpoint.isIdle?.(name),
        );
        expect(unexpected).toEqual([]);
        expect(of.specs().filter(({ name }) => !used.has(name))).toEqual([]);
      },
    },
    {
      title: 'notices a bias that is missing',
      run() {
        const weights = recognised(checkpoint, stored());
        const biases = of.specs().filter(({ name }) => name.endsWith('bias'));
        for (const { name } of someOf(biases)) {
          const others = new Map([...weights].filter(([other]) => other !== name));
          expect(() => {
            if (checkpoint.biases) assertBiases(others, checkpoint.biases);
            architecture.graph(others, config);
          }, name).toThrow(LangSegError);
        }
      },
    },
  ];
}

/** A checkpoint as the original code has it: idle weights, counters and the scale beside what the graph reads. */
function storedWeights(of: ImageCase, checkpoint: ImageCheckpoint): () => Weights {
  const { exportPrefix = '' } = checkpoint;
  return () => {
    const weights = of.weights([...of.specs(), ...of.idle()]);
    const [any] = weights.values();
    const all: [string, TensorSource][] = [
      ...weights,
      ...batchCounters(of.specs()).map((name): [string, TensorSource] => [name, any]),
      ...(checkpoint.exportLogitScale?.(20) ?? []),
    ];
    return new Map(all.map(([name, source]) => [exportPrefix + name, source]));
  };
}

/** The weights of a checkpoint that is recognised by its markers. */
function recognised({ markers }: ImageCheckpoint, stored: Weights): Weights {
  const file: Pick<Checkpoint, 'stateDicts'> = { stateDicts: new Map([['', stored]]) };
  const dicts = markers.map((names) => ({ names, dict: findStateDict(file, names) }));
  const found = dicts.find(({ names, dict }) => dict?.hits === names.length)?.dict;
  expect(found, 'a checkpoint with all names of one list of markers').toBeDefined();
  expect(found!.weights.size).toBe(stored.size);
  return found!.weights;
}

/** What weights don't tell, by the names that it has in the sizes, or as the setup says. */
function optionsOf({ config, options }: ImageCase, checkpoint: ImageCheckpoint) {
  const known = Object.keys(checkpoint.options.shape);
  const own = Object.entries(config).filter(([name]) => known.includes(name));
  return checkpoint.options.parse({ ...Object.fromEntries(own), ...options });
}
