import type { Rectangle } from '../image/crop-image.js';
import { axisSpan } from '../math/axis-span.js';
import { createViewReader, type ReadTarget } from './view-reader.js';
import type { FusedView } from './fused-view.js';
import { isUnscaled } from './view-regions.js';
import type { FusedPass, Fusion } from './fusion.js';

/**
 * Returns a function that computes the scores of some labels in a rectangle of the photo: of every pass a piece of canvas,
 * where the views that show it are averaged, scaled to the photo.
 *
 * @returns `[labels, height, width]`, valid until the next call.
 */
export function createFusedBlocks(
  fusion: Fusion,
): (rectangle: Rectangle, labels: ArrayLike<number>, count: number) => Float64Array {
  const read = createViewReader(fusion);
  const viewsAt = fusion.passes.map(createRowFilter);
  let canvas = new Float64Array(0);
  let blended = new Float64Array(0);
  let block = new Float64Array(0);

  return ({ x, y, width, height }, labels, count) => {
    if (isUnscaled(fusion)) {
      const [pass] = fusion.passes;
      canvas = emptied(canvas, width * height * count);
      const target: ReadTarget = { area: { x, y, width, height }, labels, count, scores: canvas, pass };
      for (const view of viewsAt[0](y, y + height - 1)) read(view, target);
      return canvas;
    }
    block = emptied(block, width * height * count);
    for (const [i, pass] of fusion.passes.entries()) {
      const { rows, columns } = pass;
      const area = canvasArea(pass, { x, y, width, height });
      canvas = emptied(canvas, area.width * area.height * count);
      const target: ReadTarget = { area, labels, count, scores: canvas, pass };
      for (const view of viewsAt[i](area.y, area.y + area.height - 1)) read(view, target);

      if (blended.length < area.width) blended = new Float64Array(area.width);
      for (let c = 0, out = 0; c < count; c++)
        for (let row = y; row < y + height; row++) {
          const above = (c * area.height + rows.lower[row] - area.y) * area.width;
          const below = (c * area.height + rows.upper[row] - area.y) * area.width;
          const down = rows.weight[row];
          for (let k = 0; k < area.width; k++)
            blended[k] =
              (canvas[above + k] + down * (canvas[below + k] - canvas[above + k])) / fusion.passes.length;
          for (let column = x; column < x + width; column++, out++) {
            const before = blended[columns.lower[column] - area.x];
            const after = blended[columns.upper[column] - area.x];
            block[out] += before + columns.weight[column] * (after - before);
          }
        }
    }
    return block;
  };
}

/** The pixels of a pass' canvas that a rectangle of the photo reads. */
export function canvasArea({ rows, columns }: FusedPass, { x, y, width, height }: Rectangle): Rectangle {
  const [top, bottom] = axisSpan(rows, y, y + height);
  const [left, right] = axisSpan(columns, x, x + width);
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Returns the views of a pass that show some rows of its canvas, found again only when the rows change. */
export function createRowFilter({ views }: FusedPass): (top: number, bottom: number) => readonly FusedView[] {
  let held: readonly FusedView[] = [];
  let heldTop = -1;
  let heldBottom = -1;
  return (top, bottom) => {
    if (top === heldTop && bottom === heldBottom) return held;
    heldTop = top;
    heldBottom = bottom;
    held = views.filter(({ visible: { y, height } }) => y <= bottom && y + height > top);
    return held;
  };
}

/** Zeros, in the same memory where it is large enough. */
function emptied(held: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  return held.length < length ? new Float64Array(length) : held.fill(0, 0, length);
}
