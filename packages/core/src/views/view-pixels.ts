import type { ImageSize } from '../image/target-size.js';
import { resizePillow } from '../image/resize-pillow.js';
import { channelAffine } from '../image/to-pixels.js';
import type { RgbImage } from '../interfaces/image-io.js';
import type { Preprocessing } from '../interfaces/preprocessing.js';
import { interpolationAxis, type InterpolationAxis } from '../math/interpolation-axis.js';
import { resizeBilinear } from '../math/resize-bilinear.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import type { PlannedView, ViewPass } from './view-plan.js';

/** A photo, or some rows of it, as seen from the canvas of a pass. */
export interface CanvasSource {
  readonly image: RgbImage;
  /** Row of the photo that is the first of `image`. */
  readonly firstRow: number;
  /** Canvas rows and columns ← those of the photo. */
  readonly rows: InterpolationAxis;
  readonly columns: InterpolationAxis;
}

/** How the photo is scaled to a canvas. */
export interface CanvasOptions extends Pick<Preprocessing, 'resample'> {
  readonly alignCorners: boolean;
}

/** Whether the photo is scaled with antialiasing, which PyTorch's aligned corners don't know. */
export function isAntialiased(
  photo: ImageSize,
  canvas: ImageSize,
  { resample, alignCorners }: CanvasOptions,
): boolean {
  const isScaled = photo.width !== canvas.width || photo.height !== canvas.height;
  return isScaled && resample === 'bilinear-antialias' && !alignCorners;
}

/**
 * The photo behind a canvas. Bilinear scaling is left to {@link viewPixels}, so that no scaled copy is made; with antialiasing
 * the photo is scaled here.
 */
export function canvasSource(photo: RgbImage, canvas: ImageSize, scaling: CanvasOptions): CanvasSource {
  const { alignCorners } = scaling;
  const image = isAntialiased(photo, canvas, scaling) ? resizePillow(photo, canvas, 'bilinear') : photo;
  return {
    image,
    firstRow: 0,
    rows: interpolationAxis(image.height, canvas.height, { alignCorners }),
    columns: interpolationAxis(image.width, canvas.width, { alignCorners }),
  };
}

/**
 * The pixels of a view, as the image encoder takes them. What sticks out of the canvas is black.
 *
 * @returns normalised RGB, `[1, 3, H, W]`.
 */
export function viewPixels(
  { image, firstRow, rows, columns }: CanvasSource,
  { rect, mirrored }: PlannedView,
  { canvas, input }: Pick<ViewPass, 'canvas' | 'input'>,
  normalization: Pick<Preprocessing, 'mean' | 'std'>,
): Tensor<'float32'> {
  const { x: left, y: top, width, height } = rect;
  const { data } = image;
  const area = width * height;
  const pixels = new Float32Array(3 * area);
  const visibleWidth = Math.min(width, canvas.width - left);
  const visibleHeight = Math.min(height, canvas.height - top);
  const isCopied = columns.weight.subarray(left, left + visibleWidth).every((weight) => weight === 0);
  const [first, step] = mirrored ? [width - 1, -1] : [0, 1];
  for (let channel = 0; channel < 3; channel++) {
    const { scale, shift } = channelAffine(normalization, channel);
    const plane = channel * area;
    if (visibleWidth < width || visibleHeight < height) pixels.fill(shift, plane, plane + area);
    for (let y = 0; y < visibleHeight; y++) {
      const above = (rows.lower[top + y] - firstRow) * image.width * 3 + channel;
      const below = (rows.upper[top + y] - firstRow) * image.width * 3 + channel;
      const down = rows.weight[top + y];
      let out = plane + y * width + first;
      if (isCopied && down === 0) {
        for (let x = left; x < left + visibleWidth; x++, out += step)
          pixels[out] = data[above + columns.lower[x] * 3] * scale + shift;
        continue;
      }
      for (let x = left; x < left + visibleWidth; x++, out += step) {
        const i = columns.lower[x] * 3;
        const j = columns.upper[x] * 3;
        const before = data[above + i] + down * (data[below + i] - data[above + i]);
        const after = data[above + j] + down * (data[below + j] - data[above + j]);
        pixels[out] = (before + columns.weight[x] * (after - before)) * scale + shift;
      }
    }
  }
  const window = tensor('float32', [1, 3, height, width], pixels);
  if (width === input.width && height === input.height) return window;
  return resizeBilinear(window, { size: [input.height, input.width] }, { alignCorners: false });
}
