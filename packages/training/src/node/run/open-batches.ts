import { LangSegError } from '@langseg/core';
import type { Network } from '../../network/network.js';
import type { RunPlan } from '../../run/run-parts.js';
import { createBatchLoader, type BatchLoader } from '../data/loader/create-batch-loader.js';
import type { NodeRecipe } from '../recipe/node-recipe.js';
import type { AssembleOptions } from './assemble-options.js';
import type { Material } from './open-material.js';
import { teachingsOf } from './open-teachers.js';

/** Starts to load the batches of a run. */
export function openBatches(
  { recipe, registry, workers }: AssembleOptions,
  { data, teachers }: Pick<Material, 'data' | 'teachers'>,
  network: Network,
): BatchLoader {
  const { seed, batchSize, accumulate, stepsPerEpoch, augmentation, plugins, teaching } = recipe;
  const { labels, retries } = recipe.data;
  const [mean, std] = [network.preprocessing.mean, network.preprocessing.std].map(
    ([red, green, blue]): [number, number, number] => [red, green, blue],
  );
  return createBatchLoader({
    datasets: data.train.map((source) => {
      const { dataset, weight, labels: own } = source;
      return { dataset, weight, labels: own, teachings: teachingsOf(teachers, source) };
    }),
    ...(teaching && {
      grid: { stride: teaching.stride, alignCorners: network.geometry.alignCorners },
    }),
    recipe: { augmentation, labels, mean, std, retries },
    seed,
    batchSize,
    registry,
    plugins,
    ...(stepsPerEpoch !== undefined && { batchesPerEpoch: stepsPerEpoch * accumulate }),
    ...(workers !== undefined && { workers }),
  });
}

/**
 * How long a run goes on. Epochs are whole updates: batches that are too few for one are left over until the next time they
 * are drawn.
 *
 * @throws LangSegError `CONFIG_INVALID` when an epoch has too few batches for one update.
 */
export function planOf(recipe: NodeRecipe, { batchesPerEpoch }: BatchLoader): RunPlan {
  const { epochs, accumulate, batchSize, explosionFactor, validation, checkpoint } = recipe;
  const stepsPerEpoch = Math.floor(batchesPerEpoch / accumulate);
  if (stepsPerEpoch > 0)
    return { epochs, stepsPerEpoch, accumulate, batchSize, explosionFactor, validation, checkpoint };
  throw new LangSegError(
    'CONFIG_INVALID',
    `An epoch has ${batchesPerEpoch} batches of ${batchSize} photos, fewer than one update needs (accumulate ${accumulate}). ` +
      'Set stepsPerEpoch, or use smaller numbers.',
    { batchesPerEpoch, accumulate },
  );
}
