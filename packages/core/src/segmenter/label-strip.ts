import type { ImageSize } from '../image/target-size.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { ScoreRows } from '../interfaces/score-rows.js';
import { allocateLabelMap, type LabelMap } from '../math/label-map.js';
import { runInSlices } from '../math/run-in-slices.js';
import { paintLabels } from '../scores/paint-labels.js';
import { rejectUnsure, type SurenessLimits } from '../scores/reject-unsure.js';
import { probabilityRows } from '../scores/softmax-rows.js';
import { paintFused } from '../views/fused-label-map.js';
import { fusedRows } from '../views/fused-rows.js';
import type { Fusion } from '../views/fusion.js';
import type { EmbeddedSet } from './embed-labels.js';
import type { RefinedPart } from './refined-strip.js';
import { withRepeats } from './with-repeats.js';

/** What the pixels of a strip are labelled with. */
export interface StripLabels {
  readonly set: EmbeddedSet;
  /** What pixels that no label is sure of are recognised by. Default: nothing. */
  readonly sureness?: SurenessLimits & { readonly temperature?: number };
}

/** Rows of a photo. */
interface Rows {
  readonly firstRow: number;
  readonly lastRow: number;
}

/** The labels of some rows of a photo, as indices into all labels of the set. */
export async function labelStrip(
  fusion: Fusion,
  { firstRow, lastRow }: Rows,
  labels: StripLabels,
  options: RunOptions,
): Promise<LabelMap> {
  const labelMap = allocateLabelMap((lastRow - firstRow) * fusion.width, fusion.labelCount);
  const target = { labelMap, firstRow, lastRow, firstLabelIndex: 0 };
  await runInSlices(paintFused(fusion, target), options);
  return surePixels(labelMap, fusedRows(fusion), { firstRow, lastRow }, labels, options);
}

/** The same, put together from refined parts. */
export async function labelRefinedStrip(
  parts: AsyncIterable<RefinedPart>,
  { width, height }: ImageSize,
  labels: StripLabels,
  options: RunOptions,
): Promise<LabelMap> {
  const labelMap = allocateLabelMap(height * width, labels.set.labels.length);
  for await (const { area, rows, left, top } of parts) {
    const painted = allocateLabelMap(rows.width * rows.height, rows.labelCount);
    await runInSlices(paintLabels(rows, painted), options);
    const part = await surePixels(painted, rows, { firstRow: 0, lastRow: rows.height }, labels, options);
    for (let y = 0; y < height; y++) {
      const start = (top + y) * rows.width + left;
      labelMap.set(part.subarray(start, start + area.width), y * width + area.x);
    }
  }
  return labelMap;
}

/**
 * Turns indices into the different labels into indices into all of them, and gives pixels that no label is sure of to `other`.
 *
 * @param scores what the label map is the argmax of.
 */
async function surePixels(
  labelMap: LabelMap,
  scores: ScoreRows,
  rows: Rows,
  { set, sureness }: StripLabels,
  options: RunOptions,
): Promise<LabelMap> {
  const shown = withRepeats(labelMap, set);
  if (set.other === undefined || !sureness) return shown;
  const probabilities = probabilityRows(scores, sureness.temperature);
  await runInSlices(
    rejectUnsure(probabilities, sureness, { labelMap: shown, other: set.other, ...rows }),
    options,
  );
  return shown;
}
