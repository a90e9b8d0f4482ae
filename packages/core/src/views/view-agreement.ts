import type { Rectangle } from '../image/crop-image.js';
import { canvasArea, createRowFilter } from './fused-blocks.js';
import type { FusedPass, Fusion } from './fusion.js';
import { createViewReader } from './view-reader.js';

const unset = -1;

/** Views, or the pixels of a canvas between which a pixel lies, have different winners. */
export const disagreed = -2;

/**
 * Returns a function that finds for each pixel of a tile the label which wins in every view. It also wins when probabilities are
 * averaged, since they keep the order of a view's logits: only where views disagree do probabilities have to be computed.
 *
 * @returns of each pixel the position in `labels`, or `disagreed`; valid until the next call.
 */
export function createAgreement(
  fusion: Fusion,
): (tile: Rectangle, labels: ArrayLike<number>, count: number) => Int32Array {
  const read = createViewReader({ ...fusion, fuse: 'sum-logits' });
  const viewsAt = fusion.passes.map(createRowFilter);
  let scores = new Float64Array(0);
  let onCanvas = new Int32Array(0);
  let inTile = new Int32Array(0);

  function readPass(pass: FusedPass, i: number, area: Rectangle, labels: ArrayLike<number>, count: number) {
    const size = area.width * area.height;
    if (onCanvas.length < size) onCanvas = new Int32Array(size);
    if (scores.length < size * count) scores = new Float64Array(size * count);
    onCanvas.fill(unset, 0, size);
    for (const view of viewsAt[i](area.y, area.y + area.height - 1)) {
      const { visible } = view;
      const x = Math.max(area.x, visible.x);
      const y = Math.max(area.y, visible.y);
      const width = Math.min(area.x + area.width, visible.x + visible.width) - x;
      const height = Math.min(area.y + area.height, visible.y + visible.height) - y;
      if (width <= 0 || height <= 0) continue;
      scores.fill(0, 0, width * height * count);
      read(view, { area: { x, y, width, height }, labels, count, scores, pass });
      for (let row = 0, pixel = 0; row < height; row++) {
        let at = (y - area.y + row) * area.width + x - area.x;
        for (const end = at + width; at < end; at++, pixel++)
          onCanvas[at] = merged(onCanvas[at], bestPlane(scores, count, width * height, pixel));
      }
    }
  }

  return (tile, labels, count) => {
    const size = tile.width * tile.height;
    if (inTile.length < size) inTile = new Int32Array(size);
    inTile.fill(unset, 0, size);
    for (const [i, pass] of fusion.passes.entries()) {
      const area = canvasArea(pass, tile);
      readPass(pass, i, area, labels, count);
      const { rows, columns } = pass;
      for (let y = tile.y, at = 0; y < tile.y + tile.height; y++) {
        const above = (rows.lower[y] - area.y) * area.width - area.x;
        const below = (rows.upper[y] - area.y) * area.width - area.x;
        for (let x = tile.x; x < tile.x + tile.width; x++, at++) {
          const left = columns.lower[x];
          const right = columns.upper[x];
          const upper = merged(onCanvas[above + left], onCanvas[above + right]);
          const lower = merged(onCanvas[below + left], onCanvas[below + right]);
          inTile[at] = merged(inTile[at], merged(upper, lower));
        }
      }
    }
    return inTile;
  };
}

/** The plane with the highest value at a pixel, the first one where several are equal. */
export function bestPlane(planes: Float64Array, count: number, area: number, pixel: number): number {
  let best = 0;
  let most = planes[pixel];
  for (let c = 1, at = pixel + area; c < count; c++, at += area)
    if (planes[at] > most) {
      best = c;
      most = planes[at];
    }
  return best;
}

function merged(known: number, next: number): number {
  return known === unset || known === next ? next : disagreed;
}
