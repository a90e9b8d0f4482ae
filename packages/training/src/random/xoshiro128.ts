/** Four 32-bit words, not all zero. */
export type State128 = [number, number, number, number];

/**
 * The generator xoshiro128** 1.1 (Blackman and Vigna 2021, _Scrambled Linear Pseudorandom Number Generators_): 32 random
 * bits a call, as a whole number from 0, with a period of 2¹²⁸ − 1. Only 32-bit integer arithmetic, so the same state
 * gives the same numbers everywhere.
 *
 * @param state copied, not changed.
 */
export function xoshiro128(state: Readonly<State128>): () => number {
  let [a, b, c, d] = state;
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
