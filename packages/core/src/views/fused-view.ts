import { interpolationAxis, type InterpolationAxis } from '../math/interpolation-axis.js';
import { createWinnerFinder } from '../math/winner-rows.js';
import type { Rectangle } from '../image/crop-image.js';
import type { ImageSize } from '../image/target-size.js';
import type { Tensor } from '../tensor/tensor.js';
import type { PlannedView } from './view-plan.js';

/** The logits of one view, ready to be read from the canvas. */
export interface FusedView {
  /** What the view shows of the canvas. */
  readonly visible: Rectangle;
  /** `[N, h, w]`. */
  readonly logits: Tensor<'float32'>;
  /** `[h, w]`: the label with the highest logit, the first one where several are equal. */
  readonly winners: Uint16Array;
  readonly gridWidth: number;
  /** Grid points of a label's plane, h · w. */
  readonly plane: number;
  /** Grid rows and columns of a visible pixel; columns run backwards in a mirrored view. */
  readonly rows: InterpolationAxis;
  readonly columns: InterpolationAxis;
  /** `log Σₙ exp(sₙ)` over all labels at every visible pixel, where `logits` are those of some labels only. */
  readonly logSums?: Float64Array;
}

/**
 * Says where the logits of a view belong.
 *
 * @param logits `[N, h, w]`.
 * @param alignCorners how they are upsampled to the window; the image encoder's.
 */
export function placeView(
  logits: Tensor<'float32'>,
  { rect, mirrored }: PlannedView,
  canvas: ImageSize,
  alignCorners: boolean,
): FusedView {
  const [, gridHeight, gridWidth] = logits.shape;
  const plane = gridHeight * gridWidth;
  const winners = new Uint16Array(plane);
  const find = createWinnerFinder(logits);
  for (let y = 0; y < gridHeight; y++) find(y, winners.subarray(y * gridWidth, (y + 1) * gridWidth));
  const columns = interpolationAxis(gridWidth, rect.width, { alignCorners });
  return {
    visible: visibleRectangle(rect, canvas),
    logits,
    winners,
    gridWidth,
    plane,
    rows: interpolationAxis(gridHeight, rect.height, { alignCorners }),
    columns: mirrored ? reversed(columns) : columns,
  };
}

function reversed({ lower, upper, weight }: InterpolationAxis): InterpolationAxis {
  return {
    lower: lower.slice().reverse(),
    upper: upper.slice().reverse(),
    weight: weight.slice().reverse(),
  };
}

/** Of values at every pixel of a view, those that the canvas shows, in the canvas' order. */
export function visiblePart(
  values: Float64Array,
  { rect, mirrored }: PlannedView,
  canvas: ImageSize,
): Float64Array {
  const { width, height } = visibleRectangle(rect, canvas);
  const part = new Float64Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      part[y * width + x] = values[y * rect.width + (mirrored ? rect.width - 1 - x : x)];
  return part;
}

function visibleRectangle({ x, y, width, height }: Rectangle, canvas: ImageSize): Rectangle {
  return { x, y, width: Math.min(width, canvas.width - x), height: Math.min(height, canvas.height - y) };
}
