import { LangSegError } from '@langseg/core';
import { ConfusionMatrix, type ConfusionMatrixJson } from './confusion-matrix.js';

/** {@link FewShotMatrices} as plain data: a matrix for each class id, in order. */
export type FewShotMatricesJson = readonly (readonly [classId: number, matrix: ConfusionMatrixJson])[];

/**
 * Counts pixels of background (0) and foreground (1) apart for each class of a few-shot or zero-shot benchmark, where an
 * episode asks for one class and labels everything else as background.
 */
export class FewShotMatrices {
  /** A matrix of two classes for each class id. */
  readonly matrices: ReadonlyMap<number, ConfusionMatrix>;

  /** @param classIds every class of the fold, also those that no episode may ask for. */
  constructor(classIds: Iterable<number>) {
    this.matrices = new Map(Array.from(classIds, (id) => [id, new ConfusionMatrix(2)]));
  }

  /** Reads what {@link toJSON} gave. @throws LangSegError `CONFIG_INVALID` for a broken matrix. */
  static fromJSON(json: FewShotMatricesJson): FewShotMatrices {
    const made = new FewShotMatrices(json.map(([id]) => id));
    for (const [id, matrix] of json) made.#matrix(id).merge(ConfusionMatrix.fromJSON(matrix));
    return made;
  }

  /**
   * Adds one episode.
   *
   * @param prediction 0 or 1 for each pixel.
   * @param target 0 or 1 for each pixel, or `ignoreIndex` (default 255, the borders of PASCAL's objects).
   * @throws LangSegError `NOT_FOUND` for a class that is not of the fold; `SHAPE_MISMATCH` and `LABELS_INVALID` as
   * `ConfusionMatrix.add`.
   */
  add(
    classId: number,
    prediction: ArrayLike<number>,
    target: ArrayLike<number>,
    options: { readonly ignoreIndex?: number } = {},
  ): void {
    this.#matrix(classId).add(prediction, target, { ignoreIndex: options.ignoreIndex ?? 255 });
  }

  /** Adds the counts of other episodes. @throws LangSegError `NOT_FOUND` for a class that is not of this fold. */
  merge(other: FewShotMatrices): void {
    for (const [id, matrix] of other.matrices) this.#matrix(id).merge(matrix);
  }

  /** Plain data for `JSON.stringify`. */
  toJSON(): FewShotMatricesJson {
    return Array.from(this.matrices, ([id, matrix]) => [id, matrix.toJSON()]);
  }

  #matrix(classId: number): ConfusionMatrix {
    const matrix = this.matrices.get(classId);
    if (!matrix)
      throw new LangSegError(
        'NOT_FOUND',
        `The fold has no class ${classId}; it has ${[...this.matrices.keys()].join(', ')}.`,
        { classId },
      );
    return matrix;
  }
}
