import { LangSegError } from '@langseg/core';
import { createRandom } from '../../random/create-random.js';
import { apportion } from './apportion.js';

/** One place of a batch: which sample of which data set. */
export interface PlannedElement {
  /** Index of the data set. */
  readonly dataset: number;
  /** Index of its sample. */
  readonly sample: number;
}

/** What is drawn from, and how much. */
export interface SamplingPlanOptions {
  readonly seed: number;
  /** Number of samples of each data set. */
  readonly sizes: readonly number[];
  /** Relative number of elements drawn from each data set. Default its size: every sample is equally likely. */
  readonly weights?: readonly number[];
  readonly batchSize: number;
  /** Default as many whole batches as there are samples for, at least one. */
  readonly batchesPerEpoch?: number;
}

/** Which samples make which batch. */
export interface SamplingPlan {
  readonly batchesPerEpoch: number;
  /** The elements of one batch: a function of the seed, epoch and index alone. */
  elements(epoch: number, index: number): readonly PlannedElement[];
}

/**
 * Mixes data sets. Each has the same number of elements in every epoch, in proportion to its weight and at least one,
 * at random places of the epoch; it runs through all of its samples, in an order drawn anew each time, before one comes
 * again, across the ends of epochs too.
 *
 * @throws LangSegError `CONFIG_INVALID` for empty data sets, weights that are not positive, or fewer elements in an epoch
 * than data sets.
 */
export function createSamplingPlan(options: SamplingPlanOptions): SamplingPlan {
  const { seed, sizes, batchSize } = options;
  const { batchesPerEpoch, counts } = checkPlan(options);
  const orders = new Map<string, readonly number[]>();
  const epochs = new Map<number, readonly PlannedElement[]>();

  /** The order of the samples of one data set in its nth round. */
  function orderOf(dataset: number, round: number): readonly number[] {
    return remember(orders, `${dataset} ${round}`, 2 * sizes.length, () =>
      createRandom(seed, 'order', dataset, round).shuffle(
        Array.from({ length: sizes[dataset] }, (_, i) => i),
      ),
    );
  }

  function planEpoch(epoch: number): readonly PlannedElement[] {
    const elements = counts.flatMap((count, dataset) =>
      Array.from({ length: count }, (_, i) => {
        const position = epoch * count + i;
        const round = Math.floor(position / sizes[dataset]);
        return { dataset, sample: orderOf(dataset, round)[position % sizes[dataset]] };
      }),
    );
    return createRandom(seed, 'mix', epoch).shuffle(elements);
  }

  return {
    batchesPerEpoch,
    elements(epoch, index) {
      // Two, because batches of the next epoch are prepared before this one ends.
      const elements = remember(epochs, epoch, 2, () => planEpoch(epoch));
      return elements.slice(index * batchSize, (index + 1) * batchSize);
    },
  };
}

function checkPlan({ sizes, weights = sizes, batchSize, ...options }: SamplingPlanOptions) {
  const samples = sizes.reduce((sum, size) => sum + size, 0);
  const { batchesPerEpoch = Math.max(1, Math.floor(samples / batchSize)) } = options;
  const isCount = (value: number) => Number.isSafeInteger(value) && value >= 1;
  const problem = (found: string) =>
    new LangSegError('CONFIG_INVALID', `Batches can't be drawn: ${found}.`, {
      sizes,
      weights,
      batchSize,
      batchesPerEpoch,
    });
  if (!isCount(batchSize)) throw problem(`a batch needs at least one element, got ${batchSize}`);
  if (!isCount(batchesPerEpoch)) throw problem(`an epoch needs at least one batch, got ${batchesPerEpoch}`);
  if (sizes.length === 0) throw problem('there is no data set. Name at least one');
  if (!sizes.every(isCount)) throw problem(`every data set needs samples, got ${sizes.join(', ')}`);
  if (weights.length !== sizes.length || !weights.every((weight) => weight > 0 && Number.isFinite(weight)))
    throw problem(
      `every data set needs a weight above 0, got ${weights.join(', ')}. Leave out what is not wanted`,
    );
  const places = batchesPerEpoch * batchSize;
  if (places < sizes.length)
    throw problem(
      `an epoch of ${places} elements has no room for ${sizes.length} data sets. Use more batches`,
    );
  return { batchesPerEpoch, counts: apportion(places, weights) };
}

/** Keeps the latest few results, whose computation takes a while for large data sets. */
function remember<K, V>(known: Map<K, V>, key: K, most: number, compute: () => V): V {
  const found = known.get(key);
  if (found) return found;
  const value = compute();
  if (known.size >= most) known.delete(known.keys().next().value!);
  known.set(key, value);
  return value;
}
