import { interpolationAxis, type InterpolationAxis } from '../math/interpolation-axis.js';
import type { FusedView } from './fused-view.js';
import type { FuseRule } from './view-options.js';
import type { ViewPass, ViewPlan } from './view-plan.js';

/** One pass over the photo: its views, and how their scores reach the photo. */
export interface FusedPass {
  /** Canvas rows and columns of a pixel of the photo. */
  readonly rows: InterpolationAxis;
  readonly columns: InterpolationAxis;
  /** Their product is what one view weighs at a pixel of the canvas: 1 by the number of views that show it. */
  readonly rowShare: Float64Array;
  readonly columnShare: Float64Array;
  readonly views: readonly FusedView[];
  /** The canvas has the photo's size: pixels are the same. */
  readonly isUnscaled: boolean;
}

/** The logits of all views for a list of labels, and the rule that makes one score of them. */
export interface Fusion {
  readonly width: number;
  readonly height: number;
  readonly labelCount: number;
  readonly fuse: FuseRule;
  readonly passes: readonly FusedPass[];
}

/**
 * Puts the views of a plan together.
 *
 * Scores are means: over the views that show a pixel of a canvas, then over the passes. So they keep the scale of a single
 * view, and a temperature or threshold keeps its meaning. What LSeg's evaluator adds up is the same times the number of
 * passes and mirror images, and has the same winners.
 *
 * @param views those of each pass, at least the ones that show the rows which will be asked for.
 */
export function createFusion(
  { photo, passes, flip, fuse, alignCorners }: ViewPlan,
  views: readonly (readonly FusedView[])[],
  labelCount: number,
): Fusion {
  return {
    ...photo,
    labelCount,
    fuse,
    passes: passes.map((pass, i) => ({
      rows: axisFrom(pass.canvas.height, photo.height, alignCorners),
      columns: axisFrom(pass.canvas.width, photo.width, alignCorners),
      ...sharesOf(pass, flip),
      views: views[i],
      isUnscaled: pass.canvas.width === photo.width && pass.canvas.height === photo.height,
    })),
  };
}

/** Positions of the same length read nothing but themselves. */
function axisFrom(canvas: number, photo: number, alignCorners: boolean): InterpolationAxis {
  const axis = interpolationAxis(canvas, photo, { alignCorners });
  return canvas === photo ? { ...axis, upper: axis.lower } : axis;
}

function sharesOf({ canvas, window, tops, lefts }: ViewPass, flip: boolean) {
  return {
    rowShare: shares(canvas.height, tops, window.height, flip ? 2 : 1),
    columnShare: shares(canvas.width, lefts, window.width, 1),
  };
}

function shares(length: number, starts: readonly number[], size: number, looks: number): Float64Array {
  const counts = new Float64Array(length);
  for (const start of starts) {
    const end = Math.min(length, start + size);
    for (let i = start; i < end; i++) counts[i] += looks;
  }
  return counts.map((count) => 1 / count);
}
