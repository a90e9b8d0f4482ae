import { createNodeRuntime, withPlugins, type Device } from '@langseg/adapter-node';
import { LangSegError, type RunOptions, type Runtime, type Tensor } from '@langseg/core';
import type { ValidationMetrics } from '../../run/run-metrics.js';
import type { RunProgress } from '../../run/run-progress.js';
import { train } from '../../run/train.js';
import type { NodeRecipe } from '../recipe/node-recipe.js';
import { nodeTrainingRegistry } from '../components/node-training-registry.js';
import type { ExtensibleSet } from '../components/recipe-plugins.js';
import type { AssembleOptions } from './assemble-options.js';
import { assembleRun, type AssembledRun } from './assemble-run.js';
import { readCheckpoint } from './checkpoint-folder.js';
import { exportRun } from './export-run.js';
import { resolveFromStore, type ResolveModel } from '../weights/resolve-model.js';
import { createRunHold } from './hold-run.js';
import { openResumed } from './open-resumed.js';
import { assertUnused } from './prepare-folder.js';
import { latestCheckpoint, runFolder } from './run-folder.js';
import type { TrainingEvent } from '../setup-event.js';

/** Options of {@link trainRecipe}. */
export interface TrainRecipeOptions extends RunOptions {
  /** From `loadRecipe` or `parseRecipe`. */
  readonly recipe: NodeRecipe;
  /** Holds what the recipe names besides what its plugins bring. Default {@link nodeTrainingRegistry}. */
  readonly registry?: ExtensibleSet;
  /** Folder of the run: checkpoints, metrics, report, and at the end the model. */
  readonly folder: string;
  /** Go on with the run in the folder. Default false: the folder must be empty or absent. */
  readonly resume?: boolean;
  /** With `resume`: the update after which to go on. Default the latest checkpoint that is whole. */
  readonly from?: number;
  /** Where the network is computed. Default `cpu`. */
  readonly device?: Device;
  /** Threads of one computation. Default: the machine's cores. */
  readonly threads?: number;
  /** A runtime of your own instead of onnxruntime-node. */
  readonly runtime?: Runtime;
  /** Threads that decode photos. Default: one less than there are cores. */
  readonly workers?: number;
  /** Finds models that the recipe names. Default: folders, addresses and hub ids; `default` is for the caller to know. */
  readonly models?: ResolveModel;
  readonly onEvent?: (event: TrainingEvent) => void;
}

/** What came of a run. */
export interface TrainedRun {
  readonly progress: RunProgress;
  /** The last validation of this sitting, if there was one. */
  readonly validation?: ValidationMetrics;
  /** Folder of the finished model, for `segment`. */
  readonly model: string;
  /** The weights in the official layout. */
  readonly weights: string;
}

/**
 * Trains what a recipe describes, from data sets to a finished model. Everything wrong with recipe, data and labels is
 * found before the first step. A run that was stopped goes on with `resume`, bit for bit as if it had not been; where its
 * latest checkpoint is damaged, from the one before. One process at a time writes a run, and what a killed one left
 * unfinished is removed by the next.
 *
 * @throws LangSegError `CONFIG_INVALID` (also for a recipe that is not that of the resumed run), `LABELS_INVALID`,
 * `NOT_FOUND`, `WEIGHTS_MISMATCH`, `TRAINING_DIVERGED`, `IO_FAILED`, `ABORTED` (the run is saved then), and what data and
 * runtime throw.
 */
export async function trainRecipe(options: TrainRecipeOptions): Promise<TrainedRun> {
  const { resume = false } = options;
  const onEvent = options.onEvent ?? (() => undefined);
  const folder = runFolder(options.folder);
  const hold = createRunHold(folder);
  try {
    if (resume) {
      await latestCheckpoint(folder);
      await hold.take();
    } else await assertUnused(folder);
    const onWarning = (message: string) => onEvent({ type: 'warning', message });
    const resumed = resume ? await openResumed(folder, { from: options.from, onWarning }) : undefined;
    return await trainHeld(options, { folder, resumed, hold });
  } finally {
    await hold.giveBack();
  }
}

async function trainHeld(
  { recipe, device, threads, signal, ...options }: TrainRecipeOptions,
  place: Pick<AssembleOptions, 'folder' | 'resumed' | 'hold'>,
): Promise<TrainedRun> {
  const { folder, resumed } = place;
  const onEvent = options.onEvent ?? (() => undefined);
  const run = await assembleRun({
    ...place,
    recipe,
    registry: await withPlugins(options.registry ?? nodeTrainingRegistry, recipe.plugins),
    runtime: options.runtime ?? createNodeRuntime({ device, threads }),
    workers: options.workers,
    models: options.models ?? resolveFromStore,
    onEvent,
    signal,
  });
  try {
    const { progress, validation } = await train(run.parts, run.plan, {
      from: resumed?.progress,
      onEvent,
      signal,
    });
    const { weights, step } = await finalWeights(run, progress, recipe, folder.best);
    const { network, text } = run;
    await exportRun({ folder, recipe, network, text: text.part, weights, step, signal });
    onEvent({ type: 'exported', model: folder.model, weights: folder.weights, step });
    return {
      progress,
      ...(validation && { validation }),
      model: folder.model,
      weights: folder.weights,
    };
  } finally {
    await run.dispose();
  }
}

/** The weights that the recipe asks for: the best ones where there were validations, or the last ones. */
async function finalWeights(
  { parts }: AssembledRun,
  { best, step }: RunProgress,
  { output }: NodeRecipe,
  bestFolder: string,
): Promise<{ readonly weights: ReadonlyMap<string, Tensor<'float32'>>; readonly step: number }> {
  const last = parts.average?.weights ?? parts.learner.state.weights;
  if (output.use === 'last' || !best || best.step === step) return { weights: last, step };
  const { tensors, progress } = await readCheckpoint(bestFolder);
  if (progress.step === best.step) return { weights: tensors.weights, step: best.step };
  throw new LangSegError(
    'FILE_CORRUPT',
    `${bestFolder} contains the weights of step ${progress.step}, but the best ones are of step ${best.step}. ` +
      'Resume with --set output.use=last to use the last ones.',
    { path: bestFolder, expected: best.step, found: progress.step },
  );
}
