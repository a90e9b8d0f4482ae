const size = 624;
const shift = 397;

/** A generator of whole numbers as `np.random.seed(seed)` leaves it: MT19937, seeded as Matsumoto and Nishimura do. */
export class NumpyRandom {
  readonly #state = new Uint32Array(size);
  #used = size;

  /** @param seed from 0 to 2³² − 1. */
  constructor(seed: number) {
    const state = this.#state;
    state[0] = seed;
    for (let i = 1; i < size; i++) {
      const previous = state[i - 1] ^ (state[i - 1] >>> 30);
      state[i] = Math.imul(1_812_433_253, previous) + i;
    }
  }

  /** `np.random.choice(values, 1, replace=False)[0]`: the first of a permutation. */
  choice<T>(values: readonly T[]): T {
    return values[this.#permutation(values.length)[0]];
  }

  /** `np.random.permutation(values)`. */
  shuffled<T>(values: readonly T[]): T[] {
    return Array.from(this.#permutation(values.length), (index) => values[index]);
  }

  #permutation(length: number): Uint32Array {
    const order = Uint32Array.from({ length }, (_, index) => index);
    for (let i = length - 1; i > 0; i--) {
      const other = this.atMost(i);
      [order[i], order[other]] = [order[other], order[i]];
    }
    return order;
  }

  /** A whole number from 0 to `largest`; draws until one fits. */
  atMost(largest: number): number {
    const mask = largest === 0 ? 0 : 2 ** (32 - Math.clz32(largest)) - 1;
    for (;;) {
      const value = (this.#next() & mask) >>> 0;
      if (value <= largest) return value;
    }
  }

  #next(): number {
    if (this.#used === size) this.#refill();
    let value = this.#state[this.#used++];
    value ^= value >>> 11;
    value ^= (value << 7) & 0x9d2c5680;
    value ^= (value << 15) & 0xefc60000;
    return (value ^ (value >>> 18)) >>> 0;
  }

  #refill(): void {
    const state = this.#state;
    for (let i = 0; i < size; i++) {
      const joined = (state[i] & 0x80000000) | (state[(i + 1) % size] & 0x7fffffff);
      state[i] = state[(i + shift) % size] ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
    }
    this.#used = 0;
  }
}
