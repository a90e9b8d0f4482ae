import { LangSegError } from '@langseg/core';
import type { EvaluationRecord } from './evaluation-record.js';

/** More missing parts are counted: a record may claim any number. */
const mostNamed = 10;

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
    if (shard.number > of)
      throw new LangSegError('USAGE', `${name} is shard ${shard.number} of ${of}, which can't be.`, {
        record: name,
        shard,
      });
    const earlier = byNumber.get(shard.number);
    if (earlier !== undefined)
      throw new LangSegError(
        'USAGE',
        `${earlier} and ${name} overlap: both are shard ${shard.number} of ${of}.`,
        { records: [earlier, name], shard: shard.number },
      );
    byNumber.set(shard.number, name);
  }
  const count = (of ?? 0) - byNumber.size;
  if (count === 0) return;
  const missing: number[] = [];
  for (let number = 1; missing.length < Math.min(count, mostNamed); number++)
    if (!byNumber.has(number)) missing.push(number);
  const shown = `${missing.join(', ')}${count > mostNamed ? ' …' : ''}`;
  throw new LangSegError(
    'USAGE',
    `Of ${of} shards, ${count === 1 ? 'one is' : `${count} are`} missing: ${shown}.`,
    { of, missing },
  );
}
