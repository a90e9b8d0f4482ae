import { LangSegError } from '@langseg/core';
import type { EvaluationRecord } from './evaluation-record.js';

/**
 * Checks that parts are all shards of one run, each once.
 *
 * @throws LangSegError `USAGE`.
 */
export function assertAllShards(
  parts: readonly { readonly name: string; readonly shard: EvaluationRecord['shard'] }[],
): void {
  if (parts.length === 0)
    throw new LangSegError('USAGE', 'There is nothing to merge: name the records of all shards.');
  const byNumber = new Map<number, string>();
  let of: number | undefined;
  for (const { name, shard } of parts) {
    if (shard === null)
      throw new LangSegError('USAGE', `${name} is no shard: it was made without --shard, of all photos.`, {
        record: name,
      });
    of ??= shard.of;
    if (shard.of !== of)
      throw new LangSegError(
        'USAGE',
        `${name} is shard ${shard.number} of ${shard.of}, ${parts[0].name} one of ${of}; they don't belong together.`,
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
