/** Measures how fast steps go. */
export class Pace {
  readonly #now: () => number;
  #last: number;
  #secondsPerStep: number | undefined;
  #seconds: number;

  /**
   * @param seconds time spent in earlier sittings.
   * @param now a clock in milliseconds.
   */
  constructor(seconds = 0, now: () => number = () => performance.now()) {
    this.#now = now;
    this.#seconds = seconds;
    this.#last = now();
  }

  /** Time spent training, in seconds. */
  get seconds(): number {
    return this.#seconds;
  }

  /** Expected seconds for so many steps. */
  secondsFor(steps: number): number {
    return steps * (this.#secondsPerStep ?? 0);
  }

  /** Ends a step. @returns how long it took, in seconds. */
  step(): number {
    const now = this.#now();
    const taken = (now - this.#last) / 1000;
    this.#last = now;
    this.#seconds += taken;
    // The first steps compile graphs and warm caches; an average that forgets gets over it.
    this.#secondsPerStep =
      this.#secondsPerStep === undefined ? taken : 0.9 * this.#secondsPerStep + 0.1 * taken;
    return taken;
  }

  /** Leaves out the time since the last step: it went into something else. */
  skip(): void {
    this.#last = this.#now();
  }
}
