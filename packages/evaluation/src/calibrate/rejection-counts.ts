/** How a model labels photos when it may also say "none of these", or may not. `null`: nothing was counted. */
export interface RejectionShares {
  /** Share of the pixels whose class is among the words that get this word. */
  readonly rightPixels: number | null;
  /** Share of all labelled pixels that are given to words for what is not in the picture. */
  readonly falseArea: number | null;
  /** Share of the pixels whose class is not among the words that get a word all the same. */
  readonly unnamedArea: number | null;
}

/** Counts pixels for {@link RejectionShares}. */
export class RejectionCounts {
  #named = 0;
  #right = 0;
  #unnamed = 0;
  #taken = 0;
  #absent = 0;

  /** Pixels that were counted, once for every list of words. */
  get pixels(): number {
    return this.#named + this.#unnamed;
  }

  /**
   * Counts a pixel.
   *
   * @param pixel `right`: the right word, `given`: the one that it got, both −1 for none; whether the photo doesn't show the latter.
   */
  add({ right, given, isAbsent }: { right: number; given: number; isAbsent: boolean }): void {
    if (right >= 0) {
      this.#named++;
      if (given === right) this.#right++;
    } else {
      this.#unnamed++;
      if (given >= 0) this.#taken++;
    }
    if (isAbsent) this.#absent++;
  }

  get shares(): RejectionShares {
    return {
      rightPixels: share(this.#right, this.#named),
      falseArea: share(this.#absent, this.pixels),
      unnamedArea: share(this.#taken, this.#unnamed),
    };
  }
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
