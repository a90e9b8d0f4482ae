import type { ComponentSet, RunOptions, Runtime } from '@langseg/core';
import type { NodeRecipe } from '../recipe/node-recipe.js';
import type { StoredCheckpoint } from './checkpoint-folder.js';
import type { RunHold } from './hold-run.js';
import type { ResolveModel } from '../weights/resolve-model.js';
import type { RunFolder } from './run-folder.js';
import type { TrainingEvent } from '../setup-event.js';

/** What a run is assembled from. */
export interface AssembleOptions extends RunOptions {
  readonly recipe: NodeRecipe;
  /** Holds everything that the recipe names. */
  readonly registry: ComponentSet;
  readonly folder: RunFolder;
  readonly resumed: StoredCheckpoint | undefined;
  /** Taken before anything is written. */
  readonly hold: RunHold;
  readonly runtime: Runtime;
  readonly workers: number | undefined;
  readonly models: ResolveModel;
  readonly onEvent: (event: TrainingEvent) => void;
}
