import { LangSegError } from '@langseg/core';
import { expect, it } from 'vitest';
import { damagedCopies } from './damage/damaged-copies.js';

/** Something that reads files of strangers, with what it can be tried with. */
export interface ForeignReader {
  /** Of the format, for the test's name. */
  readonly name: string;
  /** Valid files of the format, small ones. */
  readonly samples: readonly Uint8Array[];
  /** Reads a file with everything in it; refuses it with a `LangSegError`. */
  readonly read: (bytes: Uint8Array) => unknown;
}

/** Setup of {@link testDamagedFiles}; all samples are read first, and must be. */
export interface DamagedFilesSetup extends ForeignReader {
  /** Damaged copies that are read. Default 500. */
  readonly count?: number | undefined;
  /** The same seed gives the same copies. Default 1. */
  readonly seed?: number;
  /** Longest time in milliseconds for one copy. Default 5,000, enough for busy machines. */
  readonly patience?: number;
}

/**
 * Registers a test that a reader of foreign files must pass: each of many damaged copies is read or refused with a
 * `LangSegError`, in time. Another error, or a promise that takes longer, fails with the number of the copy and its bytes.
 */
export function testDamagedFiles(setup: DamagedFilesSetup): void {
  const { name, samples, read, count = 500, seed = 1, patience = 5000 } = setup;
  const timeout = 30_000 + count * 20;
  it(`reads or refuses ${count} damaged copies of ${name}`, { timeout }, async () => {
    for (const sample of samples) await read(sample.slice());
    let [round, refused] = [0, 0];
    for (const bytes of damagedCopies(samples, { seed, count })) {
      const start = performance.now();
      const failure = await failureOf(() => read(bytes.slice()));
      const what = `copy ${round++} of seed ${seed}, ${bytes.length} bytes: ${describe(bytes)}`;
      if (failure !== undefined && !LangSegError.is(failure))
        throw new Error(`Not a LangSegError for ${what}`, { cause: failure });
      if (failure !== undefined) refused++;
      expect(performance.now() - start, what).toBeLessThan(patience);
    }
    expect(refused, 'a reader that refuses nothing looks at nothing').toBeGreaterThan(0);
  });
}

async function failureOf(read: () => unknown): Promise<unknown> {
  try {
    await read();
    return undefined;
  } catch (error) {
    return error ?? new Error('Something undefined was thrown.');
  }
}

/** The bytes as text that can be pasted into a test. */
function describe(bytes: Uint8Array): string {
  const shown = String.fromCharCode(...bytes.subarray(0, 4000));
  return JSON.stringify(shown) + (bytes.length > 4000 ? ' …' : '');
}
