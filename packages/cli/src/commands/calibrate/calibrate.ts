import { layoutComponents } from '@langseg/datasets/node';
import { counted, LangSegError } from '@langseg/core';
import { finishCalibration, measureForCalibration, parseShard } from '@langseg/evaluation';
import { openCalibrationFile } from '@langseg/evaluation/node';
import { printable } from '../../terminal/printable.js';
import { openEvaluatedModel } from '../eval/evaluated-model.js';
import { evaluationPlan } from '../eval/evaluation-plan.js';
import { timeLeft } from '../../terminal/time-left.js';
import type { ModelContext } from '../model-context.js';
import { LabelWarnings } from '../segment/label-warnings.js';
import type { CalibrateCommandOptions } from './calibrate-options.js';
import { calibrationTarget } from './calibration-target.js';
import { reportCalibration } from './report-calibration.js';

/**
 * Calibrates a model on a data set, and writes the result into its bundle or a copy where that is asked for.
 *
 * @throws LangSegError what opening the data set and the model throws, and as `calibrationTarget` and `calibrateModel`; `USAGE` for a shard
 * that is not recorded, or that is to be written to a bundle.
 */
export async function calibrate(
  folder: string,
  options: CalibrateCommandOptions,
  context: ModelContext,
): Promise<void> {
  const { io, terminal, defaultModel } = context;
  const { signal } = io;
  const { record } = options;
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  if (shard && (record === undefined || options.out !== undefined || options.write))
    throw new LangSegError(
      'USAGE',
      'A shard is only measured: give --record, and --out or --write to langseg calibrate merge when all shards are done.',
    );
  const { evaluation } = await evaluationPlan(
    folder,
    { ...options, moreThanPixels: 0, refine: false },
    { registry: context.registry.with(...layoutComponents), terminal },
  );
  const { dataset, questions, view, longestSide, onError } = evaluation;
  const target = await calibrationTarget(options.model ?? defaultModel, options, signal);
  const {
    segmenter,
    about: { model, versions },
  } = await openEvaluatedModel(options, {}, context);
  const bar = await terminal.progress({ doing: 'Calibrating' });
  const eta = timeLeft();
  try {
    const { photos } = await measureForCalibration({
      segmenter,
      dataset,
      question: questions[0],
      view,
      longestSide,
      seed: options.seed,
      onError,
      shard,
      settings: { model, versions },
      ...(record !== undefined && { store: (settings, part) => openCalibrationFile(record, settings, part) }),
      signal,
      onWarning: new LabelWarnings(terminal).add,
      onProgress: (done, total) => bar.update(done, total, eta(done, total)),
    });
    bar.stop();
    if (shard) {
      const counts = { model: model.name, dataset: dataset.name, photos: photos.length, shard, record };
      if (options.json) return await terminal.printJson(counts);
      await terminal.print(
        `${counted(photos.length, 'photo')} of shard ${shard.number} of ${shard.of} → ${printable(record!)}`,
      );
      return;
    }
    const result = finishCalibration(photos);
    const path = await target?.write(result.calibration);
    await reportCalibration(result, { model: model.name, dataset: dataset.name, path }, options, terminal);
  } catch (error) {
    bar.stop();
    if (LangSegError.is(error, 'ABORTED') && record !== undefined)
      terminal.note(`What was measured is in ${printable(record)}. Repeat the command to go on.`);
    throw error;
  } finally {
    bar.stop();
    await segmenter.dispose();
  }
}
