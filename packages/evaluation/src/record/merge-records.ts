import { LangSegError } from '@langseg/core';
import type { EvaluationRecord } from './evaluation-record.js';
import { assertAllShards } from './assert-all-shards.js';
import { assertSameSettings } from './assert-same-settings.js';
import { makeRecord } from './make-record.js';

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
  if (!first) assertAllShards([]);
  assertSameSettings(records.map(({ name, record: { settings } }) => ({ name, settings })));
  assertAllShards(records.map(({ name, record: { shard } }) => ({ name, shard })));
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
