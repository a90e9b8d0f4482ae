import { rm } from 'node:fs/promises';
import { LangSegError } from '@langseg/core';
import { layoutComponents } from '@langseg/datasets/node';
import {
  assertSameClasses,
  compareRecords,
  evaluateDataset,
  parseShard,
  protocolComponents,
} from '@langseg/evaluation';
import { openCountFile, readRecord } from '@langseg/evaluation/node';
import type { ModelContext } from '../model-context.js';
import { LabelWarnings } from '../segment/label-warnings.js';
import { printable } from '../../terminal/printable.js';
import { evaluationPlan } from './evaluation-plan.js';
import type { EvalOptions } from './eval-options.js';
import { openEvaluatedModel } from './evaluated-model.js';
import { printGains } from './print-gains.js';
import { reportEvaluation } from './report-evaluation.js';
import { timeLeft } from './time-left.js';
import { writeRecord } from './write-record.js';
import { writeReport } from './write-report.js';

/**
 * Measures a model on a data set.
 *
 * @throws LangSegError what opening the data set and the model throws, and as `evaluateDataset`.
 */
export async function evaluate(folder: string, options: EvalOptions, context: ModelContext): Promise<void> {
  const { io, terminal } = context;
  const registry = context.registry.with(...layoutComponents, ...protocolComponents);
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  const plan = await evaluationPlan(folder, options, { registry, terminal });
  const earlier = options.against === undefined ? undefined : await readRecord(options.against);
  if (earlier) assertSameClasses(earlier, plan.evaluation.questions[0].classes);
  const { segmenter, ...about } = await openEvaluatedModel(options, plan.model, context);
  const progressFile = options.out === undefined ? undefined : `${options.out}.part`;
  const bar = await terminal.progress({ doing: 'Evaluating' });
  const eta = timeLeft();
  try {
    // Leaving out what a model doesn't have is no other setting.
    const refine = about.refiner ? plan.evaluation.refine : undefined;
    const [record] = await evaluateDataset({
      ...plan.evaluation,
      refine,
      segmenter,
      shard,
      signal: io.signal,
      settings: { ...plan.evaluation.settings, ...about },
      onWarning: new LabelWarnings(terminal).add,
      onProgress: (done, total) => bar.update(done, total, eta(done, total)),
      ...(progressFile !== undefined && {
        store: (settings, part) => openCountFile(progressFile, settings, part),
      }),
    });
    bar.stop();
    if (options.out !== undefined) await writeRecord(options.out, record, { signal: io.signal });
    if (progressFile !== undefined) await rm(progressFile, { force: true });
    const comparison = earlier && compareRecords(earlier, record);
    if (options.report !== undefined)
      await writeReport(options.report, record, {
        comparison,
        from: { ...plan.evaluation, segmenter },
        signal: io.signal,
      });
    await reportEvaluation(record, options, terminal);
    if (comparison && !options.json) await printGains(comparison, terminal);
  } catch (error) {
    bar.stop();
    if (LangSegError.is(error, 'ABORTED') && progressFile !== undefined)
      terminal.note(`What was counted is in ${printable(progressFile)}. Repeat the command to go on.`);
    throw error;
  } finally {
    await segmenter.dispose();
  }
}
