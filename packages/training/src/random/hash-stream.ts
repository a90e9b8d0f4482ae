import { LangSegError } from '@langseg/core';
import type { State128 } from './xoshiro128.js';

/** Part of the name of a stream of random numbers. */
export type StreamKey = string | number;

/** Fractional digits of π: each of the four lanes starts somewhere else. */
const initial: Readonly<State128> = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344];

/**
 * 128 bits that depend on every key and on their order, to begin a generator with. Keys are told apart by type and
 * length, so `'a', 'bc'` differs from `'ab', 'c'` and `1` from `'1'`.
 *
 * @throws LangSegError `CONFIG_INVALID` for a number that is not finite.
 */
export function hashStream(keys: readonly StreamKey[]): State128 {
  const state: State128 = [...initial];
  for (const key of keys) for (const word of wordsOf(key)) absorb(state, word);
  // Lanes that have seen the same words are still independent functions of them; now each depends on all.
  for (let round = 0; round < 4; round++) absorb(state, state[round] + state[(round + 1) % 4]);
  return state.some((word) => word !== 0) ? state : [...initial];
}

function absorb(state: State128, word: number): void {
  for (let lane = 0; lane < 4; lane++) state[lane] = (scramble(state[lane] ^ word) + initial[lane]) | 0;
}

/** A one-to-one function of 32 bits in which every input bit flips about half of the output: MurmurHash3's finaliser. */
function scramble(word: number): number {
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return word ^ (word >>> 16);
}

function wordsOf(key: StreamKey): number[] {
  if (typeof key === 'string')
    return [1, key.length, ...Array.from({ length: key.length }, (_, i) => key.charCodeAt(i))];
  if (!Number.isFinite(key))
    throw new LangSegError('CONFIG_INVALID', `Seeds and keys of random streams must be finite, got ${key}.`, {
      found: key,
    });
  const bits = new DataView(new ArrayBuffer(8));
  // Zero has two bit patterns; adding makes them one.
  bits.setFloat64(0, key + 0);
  return [2, bits.getInt32(0), bits.getInt32(4)];
}
