import { assertShape } from '../tensor/assert-shape.js';
import type { Tensor } from '../tensor/tensor.js';
import { assertLength, interpolationAxis } from './interpolation-axis.js';
import { allocateLabelMap, type LabelMap } from './label-map.js';
import { createRowPainter } from './label-row-painter.js';
import { createWinnerRows } from './winner-rows.js';

/** Size of the label map and how logits reach it. */
export interface LabelMapOptions {
  readonly width: number;
  readonly height: number;
  /** Corner convention of the upsampling, as in PyTorch. */
  readonly alignCorners: boolean;
}

/** Upsamples logits and takes the argmax, for one chunk of labels after another. */
export interface LabelMapAccumulator {
  /** Complete once every label was added. */
  readonly labelMap: LabelMap;
  /**
   * Adds the next labels.
   *
   * @param logits `[n, h, w]` of the labels `firstLabelIndex … firstLabelIndex + n − 1`. Add chunks in ascending
   * order: where scores are equal, the label that was added first wins.
   * @throws LangSegError `SHAPE_MISMATCH`.
   */
  add(logits: Tensor<'float32'>, firstLabelIndex: number): void;
  /** As {@link add}, pausing after every row of the map with the number of rows done; see `runInSlices`. */
  addInSteps(logits: Tensor<'float32'>, firstLabelIndex: number): Generator<number, void>;
}

/**
 * Argmax over bilinearly upsampled logits, in memory that doesn't grow with the labels: no label's full-size map is
 * ever made. A map of best scores (float32, as large as the photo) is kept only when the labels come in several
 * chunks. The official code upsamples first and compares then, as here; the other order makes blocky outlines.
 *
 * @throws LangSegError `LABELS_INVALID` for no labels or more than 65,535, `SHAPE_MISMATCH` for an empty map.
 */
export function createLabelMapAccumulator(
  options: LabelMapOptions & { readonly labelCount: number },
): LabelMapAccumulator {
  const { width, height, alignCorners, labelCount } = options;
  assertLength(width);
  assertLength(height);
  const labelMap = allocateLabelMap(width * height, labelCount);
  let bestScores: Float32Array | undefined;

  function* addInSteps(logits: Tensor<'float32'>, firstLabelIndex: number): Generator<number, void> {
    const { n, h, w } = assertShape('Logits', logits, ['n', 'h', 'w']);
    if (n < labelCount) bestScores ??= new Float32Array(width * height).fill(-Infinity);
    const rows = interpolationAxis(h, height, { alignCorners });
    const columns = interpolationAxis(w, width, { alignCorners });
    const source = { logits, rowAt: createWinnerRows(logits) };
    const geometry = { rows, columns, from: 0, to: width };
    const paintRow = createRowPainter(source, geometry, { labelMap, firstLabelIndex, bestScores });
    for (let y = 0; y < height; y++) {
      paintRow(y, y * width);
      yield y + 1;
    }
  }

  return {
    labelMap,
    addInSteps,
    add(logits, firstLabelIndex) {
      for (const _ of addInSteps(logits, firstLabelIndex));
    },
  };
}

/**
 * Label map of one image: {@link createLabelMapAccumulator} for labels that fit one tensor.
 *
 * @param logits `[N, h, w]`.
 * @returns the map, row-major, `height × width`.
 * @throws LangSegError `SHAPE_MISMATCH`, `LABELS_INVALID`.
 */
export function labelMapFromLogits(logits: Tensor<'float32'>, options: LabelMapOptions): LabelMap {
  const { N } = assertShape('Logits', logits, ['N', 'h', 'w']);
  const accumulator = createLabelMapAccumulator({ ...options, labelCount: N });
  accumulator.add(logits, 0);
  return accumulator.labelMap;
}
