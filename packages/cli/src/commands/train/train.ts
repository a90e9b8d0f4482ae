import { fileURLToPath } from 'node:url';
import { createModelStore } from '@langseg/adapter-node';
import { LangSegError, type AssetStore } from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import { loadRecipe, nodeRecipeJsonSchema, trainRecipe } from '@langseg/training/node';
import { printable } from '../../terminal/printable.js';
import type { ModelContext } from '../model-context.js';
import { showDownload } from '../show-download.js';
import { runPlace } from './run-place.js';
import { reportTraining } from './report-training.js';
import { trainingReporter } from './training-reporter.js';
import type { TrainCommandOptions } from './train-options.js';

/**
 * Trains by a recipe.
 *
 * @throws LangSegError as `loadRecipe` and `trainRecipe`.
 */
export async function runTrainCommand(
  recipePath: string | undefined,
  options: TrainCommandOptions,
  context: ModelContext,
): Promise<void> {
  const { io, terminal, plugins, pluginAddresses } = context;
  if (options.schema) return terminal.print(JSON.stringify(nodeRecipeJsonSchema(plugins), null, 2));
  const place = runPlace(recipePath, options);
  const recipe = await loadRecipe(place.recipe, options.set, { plugins: pluginAddresses });
  const reporter = await trainingReporter(terminal, { json: options.json ?? false });
  const { device, threads, workers } = options;
  try {
    const run = await trainRecipe({
      recipe,
      folder: place.folder,
      resume: place.resume,
      ...(options.from !== undefined && { from: options.from }),
      device,
      threads,
      workers,
      signal: io.signal,
      onEvent: reporter.report,
      models: (ref, { signal }): Promise<AssetStore> =>
        showDownload(terminal, (onProgress) =>
          createModelStore().resolve(ref === 'default' ? fileURLToPath(bundleUrl) : ref, {
            signal,
            onProgress,
          }),
        ),
    });
    await reporter.stop();
    if (!options.json) await reportTraining(run, terminal);
  } catch (error) {
    await reporter.stop();
    if (LangSegError.is(error, 'ABORTED') && reporter.checkpoint)
      terminal.note(
        `Saved in ${printable(reporter.checkpoint)}. Continue with: langseg train --resume ${printable(place.folder)}`,
      );
    throw error;
  }
}
