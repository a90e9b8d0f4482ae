import { LangSegError } from '@langseg/core';
import { finishCalibration, mergeCalibrationParts } from '@langseg/evaluation';
import { readCalibrationFile } from '@langseg/evaluation/node';
import type { ModelContext } from '../model-context.js';
import { readModelFacts } from '../model-facts.js';
import type { CalibrateMergeOptions } from './calibrate-options.js';
import { calibrationTarget } from './calibration-target.js';
import { reportCalibration } from './report-calibration.js';

/**
 * Puts what all shards have recorded together, and calibrates.
 *
 * @throws LangSegError as `readCalibrationFile`, `mergeCalibrationParts`, `finishCalibration` and `calibrationTarget`; `USAGE` for another
 * model than the one that was measured.
 */
export async function mergeCalibrations(
  files: readonly string[],
  options: CalibrateMergeOptions,
  { io: { signal }, terminal, defaultModel }: ModelContext,
): Promise<void> {
  const parts = await Promise.all(
    files.map(async (name) => ({ name, part: await readCalibrationFile(name) })),
  );
  const { settings, photos } = mergeCalibrationParts(parts);
  const named = options.model ?? defaultModel;
  const target = await calibrationTarget(named, options, signal);
  if (target) {
    const { config, sha256 } = await readModelFacts(named, { signal });
    if (sha256 !== settings.model.sha256)
      throw new LangSegError(
        'USAGE',
        `What was recorded is of the model ${settings.model.name}, and ${config.name} is another one, or was changed since. Name it with --model.`,
        { recorded: settings.model, found: { name: config.name, sha256 } },
      );
  }
  const result = finishCalibration(photos);
  const path = await target?.write(result.calibration);
  const things = { model: settings.model.name, dataset: settings.dataset.name, path };
  await reportCalibration(result, things, options, terminal);
}
