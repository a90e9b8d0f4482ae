import { compareRecords, mergeRecords } from '@langseg/evaluation';
import { readRecord } from '@langseg/evaluation/node';
import type { CommandContext } from '../command-context.js';
import type { MergeOptions } from './eval-options.js';
import { printGains } from './print-gains.js';
import { reportEvaluation } from './report-evaluation.js';
import { writeRecord } from './write-record.js';
import { writeReport } from './write-report.js';

/**
 * Puts the records of all shards together.
 *
 * @throws LangSegError as `readRecord`, `mergeRecords` and `writeRecord`.
 */
export async function mergeEvaluations(
  files: readonly string[],
  options: MergeOptions,
  { io, terminal }: CommandContext,
): Promise<void> {
  const records = await Promise.all(files.map(async (name) => ({ name, record: await readRecord(name) })));
  const record = mergeRecords(records);
  const earlier = options.against === undefined ? undefined : await readRecord(options.against);
  const comparison = earlier && compareRecords(earlier, record);
  if (options.out !== undefined) await writeRecord(options.out, record, { signal: io.signal });
  if (options.report !== undefined)
    await writeReport(options.report, record, { comparison, signal: io.signal });
  await reportEvaluation(record, options, terminal);
  if (comparison && !options.json) await printGains(comparison, terminal);
}
