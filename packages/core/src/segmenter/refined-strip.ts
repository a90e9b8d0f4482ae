import { cropImage, type Rectangle } from '../image/crop-image.js';
import type { ImageRows } from '../interfaces/image-rows.js';
import type { Refiner } from '../interfaces/refiner.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { ScoreRows } from '../interfaces/score-rows.js';
import { fusedRows } from '../views/fused-rows.js';
import type { Fusion } from '../views/fusion.js';
import { createRowsReader } from '../views/rows-reader.js';
import type { ViewPlan } from '../views/view-plan.js';

/** A part of a strip, as a refiner leaves it. */
export interface RefinedPart {
  /** Where it lies in the photo. */
  readonly area: Rectangle;
  /** Refined probabilities of a larger area, in which the part begins at `left` and `top`. */
  readonly rows: ScoreRows;
  readonly left: number;
  readonly top: number;
}

/** Refines a photo that is read by rows. */
export interface StripRefinement {
  /** Rows above and below a strip that are looked at, too. */
  readonly margin: number;
  /** Refines rows `first` … `last − 1`. */
  parts(
    first: number,
    last: number,
    fusion: Fusion,
    options: RunOptions,
  ): AsyncGenerator<RefinedPart, void, undefined>;
}

/** Refiners that look farther would see little but margins. */
const maxReach = 0.25;

/**
 * Refines strip by strip. To the refiner each part of a strip is a photo of its own, about as large as what one window shows, with a margin
 * as wide as the refiner looks: what it computes from the size of a photo fits the scale at which the network saw it.
 *
 * @returns undefined for a refiner that doesn't say how far it looks, or that looks too far.
 */
export function createStripRefinement(
  refiner: Refiner,
  photo: ImageRows,
  { passes }: ViewPlan,
): StripRefinement | undefined {
  const { reach = Infinity } = refiner;
  if (!(reach < maxReach)) return undefined;
  const read = createRowsReader(photo);
  const sides = passes.map(({ window, canvas }) =>
    Math.max((window.width * photo.width) / canvas.width, (window.height * photo.height) / canvas.height),
  );
  const side = Math.ceil(Math.min(...sides));
  // The reach is a share of the part with both of its margins.
  const margin = Math.ceil((side * reach) / (1 - 2 * reach));

  return {
    margin,
    async *parts(first, last, fusion, options) {
      const y = Math.max(0, first - margin);
      const bottom = Math.min(photo.height, last + margin);
      const strip = await read(y, bottom, options);
      for (let left = 0; left < photo.width; left += side) {
        const right = Math.min(left + side, photo.width);
        const x = Math.max(0, left - margin);
        const size = { width: Math.min(right + margin, photo.width) - x, height: bottom - y };
        const guide = await refiner.guide(cropImage(strip, { x, y: 0, ...size }), options);
        const rows = await guide.refine(fusedRows(fusion, { x, y, ...size }), options);
        const area = { x: left, y: first, width: right - left, height: last - first };
        yield { area, rows, left: left - x, top: first - y };
      }
    },
  };
}
