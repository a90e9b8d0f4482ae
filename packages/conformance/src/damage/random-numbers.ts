/** Whole numbers from 0 to `below − 1`. */
export type RandomNumbers = (below: number) => number;

/** A small generator (mulberry32): the same numbers for the same seed, on every machine. */
export function randomNumbers(seed: number): RandomNumbers {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) % below;
  };
}
