import { mergeRecords } from '@langseg/evaluation';
import { readRecord } from '@langseg/evaluation/node';
import type { CommandContext } from '../command-context.js';
import type { MergeOptions } from './eval-options.js';
import { reportEvaluation } from './report-evaluation.js';
import { writeRecord } from './write-record.js';

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
  if (options.out !== undefined) await writeRecord(options.out, record, { signal: io.signal });
  await reportEvaluation(record, options, terminal);
}
