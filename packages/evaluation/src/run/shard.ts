import { LangSegError } from '@langseg/core';

/** One of several parts of a list: number `number` of `of`, from 1. */
export interface Shard {
  readonly number: number;
  readonly of: number;
}

/**
 * Reads `2/5`.
 *
 * @throws LangSegError `USAGE` for anything that names no part.
 */
export function parseShard(text: string): Shard {
  const match = /^\s*(\d{1,6})\s*\/\s*(\d{1,6})\s*$/.exec(text);
  const [number, of] = match ? [Number(match[1]), Number(match[2])] : [0, 0];
  if (number >= 1 && number <= of) return { number, of };
  throw new LangSegError(
    'USAGE',
    `A shard is its number and how many there are, such as 1/3, 2/3 and 3/3; got "${text}".`,
    { shard: text },
  );
}

/** Places that belong to a shard: every n-th, so that all shards take about as long. */
export function placesOf(total: number, shard: Shard | null): number[] {
  const { number, of } = shard ?? { number: 1, of: 1 };
  return Array.from(
    { length: Math.max(0, Math.ceil((total - number + 1) / of)) },
    (_, i) => number - 1 + i * of,
  );
}
