import { LangSegError } from '@langseg/core';
import { hashStream, type StreamKey } from './hash-stream.js';
import type { Random } from './random.js';
import { xoshiro128 } from './xoshiro128.js';

/**
 * Random numbers that are a function of a seed and of what they are for, and of nothing else:
 *
 * ```ts
 * const random = createRandom(seed, 'augment', epoch, index);
 * ```
 *
 * Streams with different keys are independent, so work can be redone from any place, or divided among workers, without
 * keeping a generator's state. The bits are equal on every platform; normal numbers use `Math.log` and `Math.cos`,
 * which engines other than V8 may round differently in the last of 53 bits.
 *
 * @param seed any finite number.
 * @param stream what the numbers are for: words, epochs, indices …
 * @throws LangSegError `CONFIG_INVALID` for a number that is not finite.
 */
export function createRandom(seed: number, ...stream: readonly StreamKey[]): Random {
  const next = xoshiro128(hashStream([seed, ...stream]));

  const fraction = () => ((next() >>> 5) * 0x4000000 + (next() >>> 6)) / 2 ** 53;

  const int = (low: number, high: number) => {
    const span = high - low;
    if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || span < 1 || span > 2 ** 32)
      throw new LangSegError(
        'CONFIG_INVALID',
        `A random whole number needs whole bounds with low < high at most 2^32 apart, got ${low} and ${high}.`,
        { low, high },
      );
    // The remainder of 2³² would make small numbers likelier.
    const fair = 2 ** 32 - (2 ** 32 % span);
    let drawn = next();
    while (drawn >= fair) drawn = next();
    return low + (drawn % span);
  };

  const normal = () => {
    // Box and Muller 1958; 1 − u is never 0. The second number of the pair is dropped, to keep no state.
    const radius = Math.sqrt(-2 * Math.log(1 - fraction()));
    return radius * Math.cos(2 * Math.PI * fraction());
  };

  return {
    int,
    normal,
    uniform: (low = 0, high = 1) => low + (high - low) * fraction(),
    chance: (probability = 0.5) => fraction() < probability,
    truncatedNormal: (limit = 2) => {
      if (!(limit >= 0.01))
        throw new LangSegError(
          'CONFIG_INVALID',
          `Normal numbers can be limited to 0.01 standard deviations or more, got ${limit}.`,
          { limit },
        );
      let value = normal();
      while (Math.abs(value) > limit) value = normal();
      return value;
    },
    shuffle: (list) => {
      const shuffled = [...list];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = int(0, last + 1);
        [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
      }
      return shuffled;
    },
    pick: (list) => {
      if (list.length === 0)
        throw new LangSegError('CONFIG_INVALID', 'There is nothing to pick from: the list is empty.');
      return list[int(0, list.length)];
    },
  };
}
