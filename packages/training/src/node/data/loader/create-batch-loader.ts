import { unlessAborted } from '@langseg/adapter-node';
import { LangSegError, throwIfAborted, type ComponentSet } from '@langseg/core';
import type { FileDataset } from '@langseg/datasets/node';
import { parseConfig } from '../../../config/parse-config.js';
import type { BatchSource } from '../../../data/batch.js';
import type { ElementRecipe } from '../../../data/element-recipe.js';
import { checkLabelOptions } from '../../../data/labels/check-label-options.js';
import type { LabelOptions } from '../../../data/labels/label-options.js';
import { augmentationSlot } from '../../../augmentation/augmentation-component.js';
import type { Teaching, TeachingGrid } from '../../../data/teaching/teaching.js';
import { createSamplingPlan } from '../../../data/mixing/sampling-plan.js';
import { nodeTrainingRegistry } from '../../components/node-training-registry.js';
import { createBatchPool } from './batch-pool.js';
import type { SkippedSample } from './batch-task.js';
import { loaderOptions } from './loader-options.js';
import { createPrefetcher } from './prefetcher.js';
import { createTaskPlanner } from './task-planner.js';

/** A data set and how it is used. */
export interface MixedDataset {
  readonly dataset: FileDataset;
  /** Relative number of elements. Default its number of samples; give it to all data sets or none. */
  readonly weight?: number;
  /** Label options of this data set: each replaces that of the recipe as a whole. */
  readonly labels?: LabelOptions;
  /** Teachers whose maps its photos have. Default: none. */
  readonly teachings?: readonly Teaching[];
}

/** Options of {@link createBatchLoader}. */
export interface BatchLoaderOptions {
  readonly datasets: readonly MixedDataset[];
  /** How samples become elements. */
  readonly recipe: ElementRecipe;
  /** On which teachers and network are compared. Default: cells of 4 pixels, as those of the default network. */
  readonly grid?: TeachingGrid;
  /** Any finite number. */
  readonly seed: number;
  readonly batchSize: number;
  /** Default as many whole batches as there are samples for, at least one. */
  readonly batchesPerEpoch?: number;
  /** Threads that decode and augment; 0 does it in this one. Default one less than there are cores, at least 1. */
  readonly workers?: number;
  /** Batches made ahead of the one that is asked for; none without workers. Default 4. */
  readonly prefetch?: number;
  /** Holds the augmentation. Default `nodeTrainingRegistry`. */
  readonly registry?: ComponentSet;
  /**
   * Absolute paths of modules from which workers load an augmentation that is not built in. Without them, batches with such
   * a one are made in this thread.
   */
  readonly plugins?: readonly string[];
}

/** What a loader has delivered so far. */
export interface LoaderStatistics {
  readonly batches: number;
  readonly elements: number;
  /** Elements in which every pixel is ignored, although the crop was drawn again. */
  readonly allIgnored: number;
  /** Times a sample could not be read and another was taken. */
  readonly skipped: number;
  /** The first samples that could not be read, each once. */
  readonly skippedExamples: readonly SkippedSample[];
}

/** A source of batches from files. */
export interface BatchLoader extends BatchSource {
  readonly statistics: LoaderStatistics;
}

const mostExamples = 20;

/**
 * Mixes data sets and makes their samples batches, in worker threads and ahead of time. Batches depend on the options
 * and files alone, not on the number of workers or on timing. `dispose` ends the workers.
 *
 * A sample that can't be read fails its batch, or with `onError: "skip"` of its data set is replaced by another, drawn at
 * random; when four replacements can't be read either, the batch fails.
 *
 * `load` throws LangSegError `ABORTED`, `DISPOSED`, `CONFIG_INVALID` for an index outside the epoch, `RUNTIME_FAILED` when
 * a worker breaks, and what reading a sample throws.
 *
 * @throws LangSegError `CONFIG_INVALID` for wrong options, class names that no data set has, or weights of some data sets
 * only.
 */
export function createBatchLoader({
  registry = nodeTrainingRegistry,
  plugins = [],
  grid = { stride: 4, alignCorners: false },
  ...options
}: BatchLoaderOptions): BatchLoader {
  const parsed = parseConfig(loaderOptions, options, 'the batch loader');
  const { seed, batchSize, recipe, prefetch, batchesPerEpoch } = parsed;
  const { component } = registry.parseConfig(augmentationSlot, recipe.augmentation);
  const isKnown = plugins.length > 0 || nodeTrainingRegistry.components.some((known) => known === component);
  const workers = isKnown ? parsed.workers : 0;
  const sets = options.datasets.map(({ dataset, weight, labels, teachings = [] }) => ({
    dataset,
    weight,
    recipe: { ...recipe, labels: { ...recipe.labels, ...labels } },
    teachings,
  }));
  checkLabelOptions(
    sets.map(({ dataset, recipe: { labels }, teachings }) => ({
      dataset,
      options: labels,
      isTaught: teachings.length > 0,
    })),
  );
  const plan = createSamplingPlan({
    seed,
    batchSize,
    batchesPerEpoch,
    sizes: sets.map(({ dataset }) => dataset.files.length),
    weights: weightsOf(sets),
  });
  const ahead = workers > 0 ? prefetch : 0;
  const pool = createBatchPool(workers, ahead + 1, { registry, plugins });
  const planTask = createTaskPlanner(seed, plan, sets, grid);
  const prefetcher = createPrefetcher(plan.batchesPerEpoch, ahead, (epoch, index) =>
    pool.run(planTask(epoch, index)),
  );
  const counts = { batches: 0, elements: 0, allIgnored: 0, skipped: 0 };
  const examples = new Map<string, SkippedSample>();
  let disposed = false;

  return {
    batchesPerEpoch: plan.batchesPerEpoch,
    get statistics() {
      return { ...counts, skippedExamples: [...examples.values()] };
    },
    async load(epoch, index, { signal } = {}) {
      throwIfAborted(signal);
      if (disposed) throw disposedError();
      checkPosition(epoch, index, plan.batchesPerEpoch);
      const { batch, allIgnored, skipped } = await unlessAborted(prefetcher.take(epoch, index), signal).catch(
        (error: unknown) => {
          throw disposed ? disposedError() : error;
        },
      );
      counts.batches++;
      counts.elements += batch.ids.length;
      counts.allIgnored += allIgnored;
      counts.skipped += skipped.length;
      for (const sample of skipped) if (examples.size < mostExamples) examples.set(sample.id, sample);
      return batch;
    },
    async dispose() {
      disposed = true;
      await pool.dispose();
    },
  };
}

function weightsOf(sets: readonly Pick<MixedDataset, 'weight'>[]): number[] | undefined {
  const weights = sets.flatMap(({ weight }) => weight ?? []);
  if (weights.length === 0) return undefined;
  if (weights.length === sets.length) return weights;
  throw new LangSegError(
    'CONFIG_INVALID',
    `Weights must be given to all ${sets.length} data sets or to none, got ${weights.length}.`,
    { weights },
  );
}

function checkPosition(epoch: number, index: number, batchesPerEpoch: number): void {
  if (
    Number.isSafeInteger(epoch) &&
    epoch >= 0 &&
    Number.isInteger(index) &&
    index >= 0 &&
    index < batchesPerEpoch
  )
    return;
  throw new LangSegError(
    'CONFIG_INVALID',
    `Epochs count from 0 and batches from 0 to ${batchesPerEpoch - 1}, got epoch ${epoch}, batch ${index}.`,
    { epoch, index, batchesPerEpoch },
  );
}

function disposedError(): LangSegError {
  return new LangSegError('DISPOSED', 'The batch loader was disposed; create another one.');
}
