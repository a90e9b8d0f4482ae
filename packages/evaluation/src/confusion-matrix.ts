import { LangSegError } from '@langseg/core';

/** Options of {@link ConfusionMatrix.add}. */
export interface AddOptions {
  /** Pixels with this target are left out altogether. Default −1. */
  readonly ignoreIndex?: number;
  /**
   * What to do with a target that is no class and not ignored: `'refuse'` (default) it with an error, or `'count'` it as
   * a pixel on which every prediction is wrong, as the official metric does with 255.
   */
  readonly unknownTargets?: 'refuse' | 'count';
}

/** A confusion matrix as plain data, for `JSON.stringify`. */
export interface ConfusionMatrixJson {
  readonly classes: number;
  /** Row-major; see {@link ConfusionMatrix.counts}. */
  readonly counts: readonly number[];
}

/** Counts, over any number of images, how often pixels of each class were predicted as each class. */
export class ConfusionMatrix {
  /** Number of classes, N. */
  readonly classes: number;
  /**
   * Pixels, `[N + 1, N]` row-major: a row for each true class and one for targets that are no class, a column for each
   * predicted class. Exact up to 2⁵³.
   */
  readonly counts: Float64Array;

  /** @throws LangSegError `CONFIG_INVALID` when the number of classes is no whole number above 0. */
  constructor(classes: number) {
    if (!Number.isInteger(classes) || classes < 1)
      throw new LangSegError(
        'CONFIG_INVALID',
        `A confusion matrix needs a whole number of classes, at least 1; got ${classes}.`,
        { classes },
      );
    this.classes = classes;
    this.counts = new Float64Array((classes + 1) * classes);
  }

  /** Reads what {@link toJSON} gave. @throws LangSegError `CONFIG_INVALID` for anything else. */
  static fromJSON(json: ConfusionMatrixJson): ConfusionMatrix {
    const expected = (json.classes + 1) * json.classes;
    const isCount = (count: unknown) => Number.isSafeInteger(count) && (count as number) >= 0;
    if (!Array.isArray(json.counts) || json.counts.length !== expected || !json.counts.every(isCount))
      throw new LangSegError(
        'CONFIG_INVALID',
        `A confusion matrix of ${json.classes} classes is stored as ${expected} whole numbers, from 0.`,
        { classes: json.classes },
      );
    const matrix = new ConfusionMatrix(json.classes);
    matrix.counts.set(json.counts);
    return matrix;
  }

  /**
   * Adds the pixels of one or more images.
   *
   * @param prediction class of each pixel, from 0 to N − 1; anything where the target is ignored.
   * @param target true class of each pixel, in the same order.
   * @throws LangSegError `SHAPE_MISMATCH` when the numbers of pixels differ, `LABELS_INVALID` for an index that is no
   * class. Pixels before it have been counted then.
   */
  add(prediction: ArrayLike<number>, target: ArrayLike<number>, options: AddOptions = {}): void {
    const { ignoreIndex = -1, unknownTargets = 'refuse' } = options;
    const { classes, counts } = this;
    if (prediction.length !== target.length)
      throw new LangSegError(
        'SHAPE_MISMATCH',
        `A prediction must have as many pixels as its target, ${target.length}; got ${prediction.length}.`,
        { expected: target.length, found: prediction.length },
      );
    // Pixels lie beside others of their kind: they are counted in runs, a memory access for each would take longer.
    for (let pixel = 0, next = 0; pixel < target.length; pixel = next) {
      const truth = target[pixel];
      const predicted = prediction[pixel];
      do next++;
      while (next < target.length && target[next] === truth && prediction[next] === predicted);
      if (truth === ignoreIndex) continue;
      const isClass = isIndex(truth, classes);
      if (!isClass && unknownTargets === 'refuse') throw notAClass('target', truth, pixel, classes);
      if (!isIndex(predicted, classes)) throw notAClass('prediction', predicted, pixel, classes);
      counts[(isClass ? truth : classes) * classes + predicted] += next - pixel;
    }
  }

  /** Adds the counts of another matrix, as of other images. @throws LangSegError `SHAPE_MISMATCH`. */
  merge(other: ConfusionMatrix): void {
    if (other.classes !== this.classes)
      throw new LangSegError(
        'SHAPE_MISMATCH',
        `Only a matrix of ${this.classes} classes can be added, got one of ${other.classes}.`,
        { expected: this.classes, found: other.classes },
      );
    for (let i = 0; i < this.counts.length; i++) this.counts[i] += other.counts[i];
  }

  /** Plain data for `JSON.stringify`. */
  toJSON(): ConfusionMatrixJson {
    return { classes: this.classes, counts: [...this.counts] };
  }
}

/** Also false for fractions, negative numbers and NaN. */
function isIndex(value: number, length: number): boolean {
  return value >>> 0 === value && value < length;
}

function notAClass(what: string, found: number, pixel: number, classes: number): LangSegError {
  return new LangSegError(
    'LABELS_INVALID',
    `The ${what} of pixel ${pixel} must be a class from 0 to ${classes - 1}, got ${found}.` +
      (what === 'target' ? ' If it means "no class", give it as ignoreIndex.' : ''),
    { what, found, pixel, classes },
  );
}
