import { layoutComponents } from '@langseg/datasets/node';
import { calibrateModel } from '@langseg/evaluation';
import { openEvaluatedModel } from '../eval/evaluated-model.js';
import { evaluationPlan } from '../eval/evaluation-plan.js';
import { timeLeft } from '../eval/time-left.js';
import type { ModelContext } from '../model-context.js';
import { LabelWarnings } from '../segment/label-warnings.js';
import type { CalibrateCommandOptions } from './calibrate-options.js';
import { calibrationTarget } from './calibration-target.js';
import { reportCalibration } from './report-calibration.js';

/**
 * Calibrates a model on a data set, and writes the result into its bundle or a copy where that is asked for.
 *
 * @throws LangSegError what opening the data set and the model throws, and as `calibrationTarget` and `calibrateModel`.
 */
export async function calibrate(
  folder: string,
  options: CalibrateCommandOptions,
  context: ModelContext,
): Promise<void> {
  const { io, terminal, defaultModel } = context;
  const { signal } = io;
  const { evaluation } = await evaluationPlan(
    folder,
    { ...options, moreThanPixels: 0 },
    { registry: context.registry.with(...layoutComponents), terminal },
  );
  const { dataset, questions, view, longestSide, onError } = evaluation;
  const target = await calibrationTarget(options.model ?? defaultModel, options, signal);
  const { segmenter, model } = await openEvaluatedModel(options, {}, context);
  const bar = await terminal.progress({ doing: 'Calibrating' });
  const eta = timeLeft();
  try {
    const result = await calibrateModel({
      segmenter,
      dataset,
      question: questions[0],
      view,
      longestSide,
      seed: options.seed,
      onError,
      signal,
      onWarning: new LabelWarnings(terminal).add,
      onProgress: (done, total) => bar.update(done, total, eta(done, total)),
    });
    bar.stop();
    const path = await target?.write(result.calibration);
    await reportCalibration(result, { model: model.name, dataset: dataset.name, path }, options, terminal);
  } finally {
    bar.stop();
    await segmenter.dispose();
  }
}
