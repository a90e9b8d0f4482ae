import type { Rectangle } from '../image/crop-image.js';
import { axisSpan } from '../math/axis-span.js';
import { createViewReader, type ReadTarget } from './view-reader.js';
import type { FusedView } from './fused-view.js';
import type { FusedPass, Fusion } from './fusion.js';

/**
 * Returns a function that computes the scores of some labels in a rectangle of the photo: of every pass a piece of canvas,
 * where the views that show it are averaged, scaled to the photo.
 *
 * @returns `[height, width, labels]`, valid until the next call.
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
    if (fusion.passes.length === 1 && fusion.passes[0].isUnscaled) {
      const [pass] = fusion.passes;
      canvas = emptied(canvas, width * height * count);
      const target: ReadTarget = { area: { x, y, width, height }, labels, count, scores: canvas, pass };
      for (const view of viewsAt[0](y, y + height - 1)) read(view, target);
      return canvas;
    }
    block = emptied(block, width * height * count);
    for (const [i, pass] of fusion.passes.entries()) {
      const { rows, columns } = pass;
      const [top, bottom] = axisSpan(rows, y, y + height);
      const [left, right] = axisSpan(columns, x, x + width);
      const area = { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
      canvas = emptied(canvas, area.width * area.height * count);
      const target: ReadTarget = { area, labels, count, scores: canvas, pass };
      for (const view of viewsAt[i](top, bottom)) read(view, target);

      blended = emptied(blended, area.width * count);
      const stride = area.width * count;
      for (let row = 0; row < height; row++) {
        const above = (rows.lower[y + row] - top) * stride;
        const below = (rows.upper[y + row] - top) * stride;
        const down = rows.weight[y + row];
        for (let k = 0; k < stride; k++)
          blended[k] =
            (canvas[above + k] + down * (canvas[below + k] - canvas[above + k])) / fusion.passes.length;
        let out = row * width * count;
        for (let column = x; column < x + width; column++) {
          const before = (columns.lower[column] - left) * count;
          const after = (columns.upper[column] - left) * count;
          const across = columns.weight[column];
          for (let c = 0; c < count; c++, out++)
            block[out] += blended[before + c] + across * (blended[after + c] - blended[before + c]);
        }
      }
    }
    return block;
  };
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
