/** Losses that are remembered. */
const window = 100;

/** Losses of the first steps jump; this many are needed before one can be out of the ordinary. */
const fewest = 20;

/** Notices when training goes wrong: a loss that is no number, or far above what losses have been. */
export class LossWatch {
  readonly #recent: number[];
  readonly #factor: number | null;

  /**
   * @param factor how many times the median of the latest 100 losses is too much; `null`: any finite loss will do.
   * @param recent losses of an earlier sitting.
   */
  constructor(factor: number | null, recent: readonly number[] = []) {
    this.#factor = factor;
    this.#recent = [...recent];
  }

  /** The latest losses, oldest first. */
  get recent(): readonly number[] {
    return this.#recent;
  }

  /** Takes the loss of a step. @returns what is wrong with it, if something is. */
  check(loss: number): string | undefined {
    if (!Number.isFinite(loss)) return `the loss is ${loss}`;
    const usual = this.#recent.length < fewest ? undefined : median(this.#recent);
    if (usual !== undefined && this.#factor !== null && loss > this.#factor * usual)
      return `the loss is ${loss.toPrecision(4)}, more than ${this.#factor} times its median of ${usual.toPrecision(4)}`;
    this.#recent.push(loss);
    if (this.#recent.length > window) this.#recent.shift();
    return undefined;
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
