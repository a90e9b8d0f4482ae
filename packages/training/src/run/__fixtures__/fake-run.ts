import { tensor, throwIfAborted, type Tensor } from '@langseg/core';
import type { BatchSource, TrainingBatch } from '../../data/batch.js';
import { createRandom } from '../../random/create-random.js';
import type { TrainingState } from '../../update/training-state.js';
import type { RunMetrics } from '../run-metrics.js';
import type { BatchLearner, RunPlan } from '../run-parts.js';
import type { RunSnapshot, RunStore } from '../run-store.js';

/** Two updates an epoch of two batches each, two epochs, nothing saved before the end. */
export const plan: RunPlan = {
  epochs: 2,
  stepsPerEpoch: 2,
  accumulate: 2,
  batchSize: 1,
  explosionFactor: 20,
  validation: { everyEpochs: 1 },
  checkpoint: { everyMinutes: Infinity },
};

/** Batches of one random pixel each. */
export function fakeBatches(onLoad: (epoch: number, index: number) => void = () => undefined): BatchSource {
  return {
    batchesPerEpoch: plan.stepsPerEpoch * plan.accumulate,
    async load(epoch, index, options = {}): Promise<TrainingBatch> {
      onLoad(epoch, index);
      throwIfAborted(options.signal);
      const pixel = createRandom(7, 'fake', epoch, index).normal();
      return {
        pixels: tensor('float32', [1, 1, 1, 1], Float32Array.of(pixel)),
        targets: tensor('int32', [1, 1, 1]),
        labels: [['sky']],
        ids: [`fake/${epoch}.${index}`],
      };
    },
    dispose: () => Promise.resolve(),
  };
}

/** Pulls one weight towards the pixels, with momentum and accumulation. */
export class FakeLearner implements BatchLearner {
  readonly state: TrainingState;
  #gradient = 0;
  #batches = 0;

  constructor(state?: TrainingState) {
    this.state = state ?? {
      weights: new Map([['w', tensor('float32', [1], Float32Array.of(0.3))]]),
      slots: new Map([['momentum:w', tensor('float32', [1])]]),
      step: 0,
    };
  }

  async learn({ pixels }: TrainingBatch, [rate]: readonly number[]) {
    const { weights, slots } = this.state;
    const value = weights.get('w')!.data[0];
    const difference = value - pixels.data[0];
    this.#gradient += difference;
    this.#batches++;
    const updated = this.#batches % plan.accumulate === 0;
    if (updated) {
      const momentum = Math.fround(0.9 * slots.get('momentum:w')!.data[0] + this.#gradient);
      slots.set('momentum:w', tensor('float32', [1], Float32Array.of(momentum)));
      weights.set('w', tensor('float32', [1], Float32Array.of(value - rate * momentum)));
      this.#gradient = 0;
      this.state.step++;
    }
    return { loss: difference * difference, updated, countedPixels: 1, gradientNorm: Math.abs(difference) };
  }

  get weight(): number {
    return this.state.weights.get('w')!.data[0];
  }
}

/** Keeps the last snapshot and all metrics in memory. */
export class MemoryStore implements RunStore {
  readonly metrics: RunMetrics[] = [];
  readonly saved: string[] = [];
  lastCheckpoint: string | undefined;
  snapshot: RunSnapshot | undefined;
  best: ReadonlyMap<string, Tensor<'float32'>> | undefined;

  async save({ state, progress, average }: RunSnapshot): Promise<string> {
    const { epoch, index } = progress;
    this.snapshot = {
      state: { ...state, weights: new Map(state.weights), slots: new Map(state.slots) },
      progress,
      average,
    };
    this.lastCheckpoint = `memory/${epoch}.${index}`;
    this.saved.push(`${epoch}.${index}`);
    return this.lastCheckpoint;
  }

  async saveBest(weights: ReadonlyMap<string, Tensor<'float32'>>): Promise<void> {
    this.best = new Map(weights);
  }

  async record(metrics: RunMetrics): Promise<void> {
    this.metrics.push(metrics);
  }
}
