import { LangSegError } from '@langseg/core';
import { expect } from 'vitest';

/** What a file may consist of, again and again. */
export const repeatedTokens = [
  'a',
  '"',
  '\\',
  '[',
  '{"a":',
  '0,',
  '"a",',
  '1: a\n',
  ' ',
  '\n',
  '\r',
  '\0',
  '../',
  'a = b,',
  'é',
];

/** Quadratic work takes a hundred times as long for ten times as much. */
const factor = 40;

/** A size that takes far more than ten times as long as a tenth of it. */
export interface SuperLinearSize {
  readonly size: number;
  /** CPU seconds for the size, and for a tenth of it. */
  readonly seconds: number;
  readonly before: number;
}

/**
 * Reads 10, 100 and 1,000 kB. Tells the first size for which CPU time grows faster than the size.
 *
 * @param floor CPU seconds below which nothing is told about growth.
 */
export async function superLinearSize(
  read: (size: number) => unknown,
  floor = 0.05,
): Promise<SuperLinearSize | undefined> {
  let before = Infinity;
  for (const size of [10_000, 100_000, 1_000_000]) {
    const start = process.cpuUsage();
    await read(size);
    const { user, system } = process.cpuUsage(start);
    const seconds = (user + system) / 1e6;
    if (seconds >= factor * Math.max(floor, before)) return { size, seconds, before };
    before = seconds;
  }
  return undefined;
}

/**
 * Reads 10, 100 and 1,000 kB of each token. The CPU time must not grow faster than the size, and what comes must be a result or a
 * `LangSegError`.
 */
export async function expectLinearTime(
  read: (text: string) => unknown,
  tokens: readonly string[] = repeatedTokens,
): Promise<void> {
  for (const token of tokens) {
    const slow = await superLinearSize((size) =>
      outcomeOf(() => read(token.repeat(Math.ceil(size / token.length)))),
    );
    expect(slow, `repeating ${JSON.stringify(token)}`).toBeUndefined();
  }
}

async function outcomeOf(read: () => unknown): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!LangSegError.is(error)) throw error;
  }
}
