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

/** CPU seconds below which nothing is told about growth. */
const floor = 0.05;

/**
 * Reads 10, 100 and 1,000 kB of each token. The CPU time must not grow faster than the size, and what comes must be a result or a
 * `LangSegError`.
 */
export async function expectLinearTime(
  read: (text: string) => unknown,
  tokens: readonly string[] = repeatedTokens,
): Promise<void> {
  for (const token of tokens) {
    let before = Infinity;
    for (const size of [10_000, 100_000, 1_000_000]) {
      const text = token.repeat(Math.ceil(size / token.length));
      const start = process.cpuUsage();
      await outcomeOf(() => read(text));
      const { user, system } = process.cpuUsage(start);
      const seconds = (user + system) / 1e6;
      expect(seconds, `${size} bytes of ${JSON.stringify(token)}`).toBeLessThan(
        factor * Math.max(floor, before),
      );
      before = seconds;
    }
  }
}

async function outcomeOf(read: () => unknown): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!LangSegError.is(error)) throw error;
  }
}
