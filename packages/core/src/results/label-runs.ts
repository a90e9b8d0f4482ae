import type { ScoreRows } from '../interfaces/score-rows.js';
import type { LabelMap } from '../math/label-map.js';
import type { LabelArea } from './label-areas.js';

/**
 * The pixels of each label, where labels may share them: first pixel and the one behind the last of every run, ascending, in
 * row-major order. Plain data, to be sent to another thread.
 */
export type LabelRuns = readonly Uint32Array[];

/** What {@link findLabelRuns} goes by. */
export interface LabelRunsInit {
  /** Logits of the different labels. */
  readonly rows: ScoreRows;
  /** A label fits where its logit is larger. */
  readonly cutoff: number;
  /** The best label of every pixel, which it has in any case. */
  readonly labelMap: LabelMap;
  /** Index in the label map of each of the different labels. */
  readonly indices: readonly number[];
  /** Index of the label for pixels that no other one fits. */
  readonly other: number;
}

/**
 * Finds the pixels that each label fits, whatever the other labels are, pausing after every row; see `runInSlices`.
 *
 * @param found gets the runs of each label, by its index in the label map.
 */
export function* findLabelRuns(
  { rows, cutoff, labelMap, indices, other }: LabelRunsInit,
  found: number[][],
): Generator<void> {
  const { width, height, labelCount } = rows;
  const scores = new Float32Array(width * labelCount);
  const isOpen = new Uint8Array(found.length);
  const mark = (index: number, fits: boolean, pixel: number): void => {
    if (fits === (isOpen[index] === 1)) return;
    isOpen[index] = fits ? 1 : 0;
    found[index].push(pixel);
  };
  let pixel = 0;
  for (let y = 0; y < height; y++) {
    rows.fill(y, scores);
    for (let start = 0; start < scores.length; start += labelCount, pixel++) {
      let isFitted = false;
      for (let n = 0; n < labelCount; n++) {
        const index = indices[n];
        if (index === other) continue;
        const fits = scores[start + n] > cutoff || labelMap[pixel] === index;
        isFitted ||= fits;
        mark(index, fits, pixel);
      }
      mark(other, !isFitted, pixel);
    }
    yield;
  }
  for (let index = 0; index < found.length; index++) mark(index, false, pixel);
}

/** Pixels and share of each label. */
export function areasOfRuns(labelRuns: LabelRuns, pixels: number): LabelArea[] {
  return labelRuns.map((runs, index) => {
    let covered = 0;
    for (let i = 0; i < runs.length; i += 2) covered += runs[i + 1] - runs[i];
    return { index, pixels: covered, share: covered / pixels };
  });
}

/** 1 in the runs, else 0. */
export function maskOfRuns(runs: Uint32Array, pixels: number): Uint8Array {
  const mask = new Uint8Array(pixels);
  for (let i = 0; i < runs.length; i += 2) mask.fill(1, runs[i], runs[i + 1]);
  return mask;
}

/** Indices of the labels that have a pixel. */
export function labelsOfPixel(labelRuns: LabelRuns, pixel: number): number[] {
  return [...labelRuns.keys()].filter((index) => {
    const behind = labelRuns[index].findIndex((border) => border > pixel);
    return behind % 2 === 1;
  });
}
