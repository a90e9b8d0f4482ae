import { LangSegError } from '../errors/lang-seg-error.js';
import type { LabelMap } from '../math/label-map.js';
import type { ScoreRows } from '../interfaces/score-rows.js';

/** How sure a label must be of a pixel. */
export interface SurenessLimits {
  /** Least probability of the winner, 0 to 1. Default 0. */
  readonly minScore?: number;
  /** Least difference between the probabilities of winner and runner-up, 0 to 1. Default 0. */
  readonly minMargin?: number;
}

/** What {@link rejectUnsure} works on. */
export interface RejectTarget {
  /** Row-major; the argmax of the scores of rows `firstRow` … `lastRow − 1`. */
  readonly labelMap: LabelMap;
  /** What takes the pixels. */
  readonly other: number;
  /** Default: all rows. */
  readonly firstRow?: number;
  readonly lastRow?: number;
}

/** Whether there is anything to reject. @throws LangSegError `USAGE` for limits that are not 0 to 1. */
export function asksForSureness({ minScore, minMargin }: SurenessLimits): boolean {
  for (const [name, value] of Object.entries({ minScore, minMargin }))
    if (value !== undefined && !(typeof value === 'number' && value >= 0 && value <= 1))
      throw new LangSegError('USAGE', `"${name}" is a probability from 0 to 1, got ${String(value)}.`, {
        [name]: value,
      });
  return minScore !== undefined || minMargin !== undefined;
}

/**
 * Takes pixels away from labels that are not sure of them, pausing after every row with the number of rows done; see `runInSlices`.
 *
 * @param probabilities what the label map is the argmax of.
 */
export function* rejectUnsure(
  probabilities: ScoreRows,
  { minScore = 0, minMargin = 0 }: SurenessLimits,
  target: RejectTarget,
): Generator<number, void> {
  const { width, height, labelCount } = probabilities;
  const { labelMap, other, firstRow = 0, lastRow = height } = target;
  const row = new Float32Array(width * labelCount);
  for (let y = firstRow; y < lastRow; y++) {
    probabilities.fill(y, row);
    for (let x = 0, start = 0, pixel = (y - firstRow) * width; x < width; x++, pixel++, start += labelCount) {
      let first = 0;
      let second = 0;
      for (let i = start; i < start + labelCount; i++) {
        if (row[i] > first) {
          second = first;
          first = row[i];
        } else if (row[i] > second) second = row[i];
      }
      if (first < minScore || first - second < minMargin) labelMap[pixel] = other;
    }
    yield y + 1;
  }
}
