import { LangSegError } from '@langseg/core';
import type { EvaluationRecord } from './evaluation-record.js';
import { makeRecord } from './make-record.js';
import { settingsDifferences } from './settings-differences.js';

/** A record and how messages call it. */
export interface NamedRecord {
  readonly name: string;
  readonly record: EvaluationRecord;
}

/**
 * Puts the shards of an evaluation together. The result equals that of a run over all photos, number by number.
 *
 * @throws LangSegError `USAGE` for records that are no shards, shards that are missing or there twice; `CONFIG_INVALID` for runs
 * with different settings, naming the differences.
 */
export function mergeRecords(records: readonly NamedRecord[]): EvaluationRecord {
  const [first] = records;
  if (!first) throw new LangSegError('USAGE', 'There is nothing to merge: name the records of all shards.');
  for (const { name, record } of records) {
    const differences = settingsDifferences(first.record.settings, record.settings);
    if (differences.length > 0)
      throw new LangSegError(
        'CONFIG_INVALID',
        `${first.name} and ${name} were made with different settings and can't be merged:\n` +
          differences.map((line) => `  ${line}`).join('\n'),
        { records: [first.name, name], differences },
      );
  }
  assertComplete(records);
  const photos = records.flatMap(({ record }) => record.perPhoto);
  const skipped = records.flatMap(({ record }) => record.skipped);
  const { settings, classes } = first.record;
  const seen = new Set([...photos, ...skipped].map(({ at }) => at)).size;
  if (seen !== settings.dataset.photos || seen !== photos.length + skipped.length)
    throw new LangSegError(
      'USAGE',
      `The data set has ${settings.dataset.photos} photos; the shards hold ${photos.length + skipped.length}, ${seen} of them different.`,
      { photos: settings.dataset.photos, found: photos.length + skipped.length, different: seen },
    );
  return makeRecord({ labels: classes.map(({ label }) => label), settings, shard: null, photos, skipped });
}

function assertComplete(records: readonly NamedRecord[]): void {
  const byNumber = new Map<number, string>();
  let of: number | undefined;
  for (const { name, record } of records) {
    const { shard } = record;
    if (shard === null)
      throw new LangSegError(
        'USAGE',
        `${name} is no shard: it was evaluated without --shard, over all photos.`,
        { record: name },
      );
    of ??= shard.of;
    if (shard.of !== of)
      throw new LangSegError(
        'USAGE',
        `${name} is shard ${shard.number} of ${shard.of}, ${records[0].name} one of ${of}; they don't belong together.`,
        { record: name, of: [of, shard.of] },
      );
    const earlier = byNumber.get(shard.number);
    if (earlier !== undefined)
      throw new LangSegError(
        'USAGE',
        `${earlier} and ${name} overlap: both are shard ${shard.number} of ${of}.`,
        { records: [earlier, name], shard: shard.number },
      );
    byNumber.set(shard.number, name);
  }
  const missing = Array.from({ length: of ?? 0 }, (_, i) => i + 1).filter((number) => !byNumber.has(number));
  if (missing.length > 0)
    throw new LangSegError(
      'USAGE',
      `Of ${of} shards, ${missing.length === 1 ? 'one is' : `${missing.length} are`} missing: ${missing.join(', ')}.`,
      { of, missing },
    );
}
