import { interpolationAxis, type InterpolationAxis } from '../math/interpolation-axis.js';
import type { Rectangle } from '../image/crop-image.js';
import type { ImageSize } from '../image/target-size.js';
import type { Tensor } from '../tensor/tensor.js';
import type { PlannedView } from './view-plan.js';

/** The logits of one view, ready to be read from the canvas. */
export interface FusedView {
  /** What the view shows of the canvas. */
  readonly visible: Rectangle;
  readonly labelCount: number;
  /** `[h, w, N]`: all logits of a grid point side by side. */
  readonly logits: Float32Array;
  /** `[h, w]`: the label with the highest logit, the first one where several are equal. */
  readonly winners: Uint16Array;
  readonly gridWidth: number;
  /** Grid rows and columns of a visible pixel; columns run backwards in a mirrored view. */
  readonly rows: InterpolationAxis;
  readonly columns: InterpolationAxis;
  /** `log Σₙ exp(sₙ)` over all labels at every visible pixel, where `logits` are those of some labels only. */
  readonly logSums?: Float64Array;
}

/**
 * Arranges the logits of a view.
 *
 * @param logits `[N, h, w]`.
 * @param alignCorners how they are upsampled to the window; the image encoder's.
 */
export function arrangeView(
  { shape: [labelCount, gridHeight, gridWidth], data }: Tensor<'float32'>,
  { rect, mirrored }: PlannedView,
  canvas: ImageSize,
  alignCorners: boolean,
): FusedView {
  const area = gridHeight * gridWidth;
  const logits = new Float32Array(data.length);
  const winners = new Uint16Array(area);
  const best = data.slice(0, area);
  // Row by row, so that what is written stays in the processor's cache.
  for (let start = 0; start < area; start += gridWidth)
    for (let n = 0; n < labelCount; n++) {
      const end = start + gridWidth;
      for (
        let point = start, from = n * area + start, to = start * labelCount + n;
        point < end;
        point++, from++
      ) {
        const logit = data[from];
        logits[to] = logit;
        to += labelCount;
        if (logit > best[point]) {
          best[point] = logit;
          winners[point] = n;
        }
      }
    }
  const columns = interpolationAxis(gridWidth, rect.width, { alignCorners });
  return {
    visible: visibleRectangle(rect, canvas),
    labelCount,
    logits,
    winners,
    gridWidth,
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
