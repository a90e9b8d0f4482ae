import * as z from 'zod';
import { evaluationSettingsSchema, type EvaluationSettings } from '../record/evaluation-record.js';
import { photoCountsSchema } from '../record/photo-counts.js';
import { settingsDifferences } from '../record/settings-differences.js';
import type { CountStore } from '../run/evaluate-dataset.js';
import type { Shard } from '../run/shard.js';
import { openLines } from './line-file.js';

const format = {
  format: 'langseg-evaluation-progress',
  what: 'an evaluation',
  settings: z.array(evaluationSettingsSchema).readonly(),
  differences: (one: readonly EvaluationSettings[], other: readonly EvaluationSettings[]) =>
    one.length === other.length
      ? one.flatMap((each, index) => settingsDifferences(each, other[index]))
      : [`questions: ${one.length} and ${other.length}`],
  line: z.union([
    z.strictObject({ counts: z.array(photoCountsSchema).min(1).readonly() }),
    z.strictObject({ skipped: z.strictObject({ id: z.string(), at: z.int(), message: z.string() }) }),
  ]),
};

/**
 * Opens a file that remembers counted photos, a line each after one with the settings. Whatever has killed the process that
 * wrote it, what it had finished is there.
 *
 * @throws LangSegError `CONFIG_INVALID` when the file is that of an evaluation with other settings, naming the differences, or is no
 * such file; `IO_FAILED`, also for a full disk.
 */
export function openCountFile(
  path: string,
  settings: readonly EvaluationSettings[],
  shard: Shard | null,
): Promise<CountStore> {
  return openLines(path, format, { settings, shard });
}
