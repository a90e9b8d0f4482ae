import type { ClassList, SampleFiles } from '@langseg/datasets';
import type { z } from 'zod';
import type { TrainingBatch } from '../../../data/batch.js';
import type { elementRecipe } from '../../../data/element-recipe.js';
import type { Teaching, TeachingGrid } from '../../../data/teaching/teaching.js';

/** All that is needed to make one batch. Plain data: it goes to a worker. */
export interface BatchTask {
  readonly seed: number;
  readonly epoch: number;
  readonly index: number;
  readonly elements: readonly ElementTask[];
  readonly grid: TeachingGrid;
}

/** All that is needed to make one element. */
export interface ElementTask {
  readonly dataset: string;
  readonly classList: ClassList;
  readonly recipe: z.output<typeof elementRecipe>;
  /** The sample, and those to take instead when it can't be read. */
  readonly candidates: readonly SampleFiles[];
  /** Of those whose maps a photo has, one teaches. */
  readonly teachings: readonly Teaching[];
}

/** A sample that could not be read. */
export interface SkippedSample {
  /** `set/name`. */
  readonly id: string;
  /** Why. */
  readonly message: string;
}

/** A batch and what happened on the way. */
export interface BatchResult {
  readonly batch: TrainingBatch;
  /** Elements in which every pixel is ignored. */
  readonly allIgnored: number;
  readonly skipped: readonly SkippedSample[];
}
