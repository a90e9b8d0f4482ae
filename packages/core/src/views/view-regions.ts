import type { Rectangle } from '../image/crop-image.js';
import type { FusedView } from './fused-view.js';
import type { Fusion } from './fusion.js';

/** A rectangle of the photo. */
export interface ViewRegion {
  readonly area: Rectangle;
  /** The views that show it, all over and without scaling; undefined where canvases are scaled. */
  readonly views?: readonly FusedView[];
}

/**
 * Divides rows of the photo where windows begin and end, so that each part is seen by the same views all over.
 *
 * @returns rectangles that cover rows `firstRow` … `lastRow − 1`; all of them as one where canvases are scaled.
 */
export function viewRegions(fusion: Fusion, firstRow: number, lastRow: number): ViewRegion[] {
  const { width, passes } = fusion;
  if (!isUnscaled(fusion)) return [{ area: { x: 0, y: firstRow, width, height: lastRow - firstRow } }];
  const [{ views }] = passes;
  const tops = borders(
    views.map(({ visible }) => [visible.y, visible.y + visible.height]),
    firstRow,
    lastRow,
  );
  const regions: ViewRegion[] = [];
  for (let row = 0; row + 1 < tops.length; row++) {
    const [y, bottom] = [tops[row], tops[row + 1]];
    const shown = views.filter(({ visible }) => visible.y <= y && visible.y + visible.height >= bottom);
    const lefts = borders(
      shown.map(({ visible }) => [visible.x, visible.x + visible.width]),
      0,
      width,
    );
    for (let column = 0; column + 1 < lefts.length; column++) {
      const [x, right] = [lefts[column], lefts[column + 1]];
      const seen = shown.filter(({ visible }) => visible.x <= x && visible.x + visible.width >= right);
      const area = { x, y, width: right - x, height: bottom - y };
      regions.push({ area, views: seen });
    }
  }
  return regions;
}

/** Whether there is one canvas, whose pixels are those of the photo. */
export function isUnscaled({ passes }: Fusion): boolean {
  return passes.length === 1 && passes[0].isUnscaled;
}

/** Different borders between `from` and `to`, with both of them, ascending. */
function borders(spans: readonly (readonly number[])[], from: number, to: number): number[] {
  const inside = spans.flat().filter((border) => border > from && border < to);
  return [...new Set([from, ...inside, to])].sort((a, b) => a - b);
}
