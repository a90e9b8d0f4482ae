import type { LabelMap } from '@langseg/core';

/** How a model labels photos when it may also say "none of these", or may not. `null`: nothing was counted. */
export interface RejectionShares {
  /** Share of the pixels whose class is among the words that get this word. */
  readonly rightPixels: number | null;
  /** Share of all labelled pixels that are given to words for what is not in the picture. */
  readonly falseArea: number | null;
  /** Share of the pixels whose class is not among the words that get a word all the same. */
  readonly unnamedArea: number | null;
}

/** Counts pixels for {@link RejectionShares}, photo by photo. */
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
   * Counts a label map.
   *
   * @param list number of the class of each label; labels beyond it are "none of these".
   * @param target number of the class of each pixel, below 0 for those that are left out.
   * @param present numbers of the classes that the photo shows.
   */
  add(labelMap: LabelMap, list: readonly number[], target: Int32Array, present: ReadonlySet<number>): void {
    const isAbsent = list.map((number) => !present.has(number));
    const isNamed = new Set(list);
    for (let i = 0; i < target.length; i++) {
      if (target[i] < 0) continue;
      const label = labelMap[i];
      const isTaken = label < list.length;
      if (isNamed.has(target[i])) {
        this.#named++;
        if (isTaken && list[label] === target[i]) this.#right++;
      } else {
        this.#unnamed++;
        if (isTaken) this.#taken++;
      }
      if (isTaken && isAbsent[label]) this.#absent++;
    }
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
