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
import { threadsOfEach } from '../../workers/threads-of-each.js';
import { countInThreads } from './count-in-threads.js';
import { evaluationPlan } from './evaluation-plan.js';
import type { EvalOptions } from './eval-options.js';
import { openEvaluatedModel } from './evaluated-model.js';
import { printGains } from './print-gains.js';
import { reportEvaluation } from './report-evaluation.js';
import { timeLeft } from '../../terminal/time-left.js';
import { writeRecord } from './write-record.js';
import { writeReport } from './write-report.js';

/**
 * Measures a model on a data set.
 *
 * @throws LangSegError what opening the data set and the model throws, and as `evaluateDataset`.
 */
export async function evaluate(folder: string, options: EvalOptions, context: ModelContext): Promise<void> {
  const { io, terminal, pluginAddresses } = context;
  const registry = context.registry.with(...layoutComponents, ...protocolComponents);
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  const plan = await evaluationPlan(folder, options, { registry, terminal });
  const earlier = options.against === undefined ? undefined : await readRecord(options.against);
  if (earlier) assertSameClasses(earlier, plan.evaluation.questions[0].classes);
  const workers = options.workers ?? 1;
  const threads = threadsOfEach(workers, options.threads);
  const { segmenter, opening, about } = await openEvaluatedModel(
    { ...options, threads },
    plan.model,
    context,
  );
  const progressFile = options.out === undefined ? undefined : `${options.out}.part`;
  const bar = await terminal.progress({ doing: 'Evaluating' });
  const eta = timeLeft();
  const onWarning = new LabelWarnings(terminal).add;
  try {
    const { dataset, layout, settings, ...asked } = plan.evaluation;
    // Leaving out what a model doesn't have is no other setting.
    const asking = { ...asked, refine: about.refiner ? asked.refine : undefined };
    const [record] = await evaluateDataset({
      ...asking,
      dataset,
      layout,
      settings: { ...settings, ...about },
      shard,
      signal: io.signal,
      ...(workers === 1
        ? { segmenter }
        : {
            count: (places, how) =>
              countInThreads(places, {
                workers,
                data: { opening, source: plan.source, pluginAddresses, how: { ...asking, ...how } },
                onWarning,
                signal: io.signal,
              }),
          }),
      onWarning,
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
