import { sizeOf, tensor, type Tensor } from '@langseg/core';

/** Random numbers that are the same on every run (a linear congruential generator). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
    return this.#state / 2 ** 32;
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(values: readonly T[]): T {
    return values[this.integer(0, values.length - 1)];
  }

  /** Lengths from 1 to 5. */
  shape(rank: number): number[] {
    return Array.from({ length: rank }, () => this.integer(1, 5));
  }

  /** Uniform in [low, high). */
  floats(shape: readonly number[], low = -2, high = 2): Tensor<'float32'> {
    const data = Float32Array.from({ length: sizeOf(shape) }, () => low + (high - low) * this.next());
    return tensor('float32', shape, data);
  }

  /** Whole numbers from `low` to `high`. */
  int64(shape: readonly number[], low: number, high: number): Tensor<'int64'> {
    const data = BigInt64Array.from({ length: sizeOf(shape) }, () => BigInt(this.integer(low, high)));
    return tensor('int64', shape, data);
  }
}
