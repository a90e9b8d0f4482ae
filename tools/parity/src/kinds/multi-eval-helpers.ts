import { canvasSource, viewPixels, type Rectangle, type Tensor } from '@langseg/core';
import { codeKind } from '../case-kind.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { photoOfPixels } from '../golden/photo-of-pixels.js';

type Triple = readonly [number, number, number];
type Normalization = Readonly<Record<'mean' | 'std', Triple>>;

const half: Normalization = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };
const imagenet: Normalization = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] };

/** `pad_image`, `flip_image` and `resize_image` of LSeg's evaluator. */
export const multiEvalHelpers = codeKind({}, async (_, { tensors }) => {
  const photo = photoOfPixels(await tensors.floatInput('image'), half);

  function look(
    width: number,
    height: number,
    { canvas = photo, mirrored = false, normalization = half } = {},
  ): Tensor<'float32'> {
    const source = canvasSource(photo, canvas, { resample: 'bilinear', alignCorners: true });
    const rect: Rectangle = { x: 0, y: 0, width, height };
    return viewPixels(source, { pass: 0, rect, mirrored }, { canvas, input: rect }, normalization);
  }

  /** Upstream pads with one normalisation what came with another. */
  function padded(width: number, height: number, padding: Normalization): Tensor<'float32'> {
    const pixels = look(width, height);
    const { data } = look(width, height, { normalization: padding });
    pixels.data.forEach((_, i) => {
      const isPhoto = i % width < photo.width && Math.floor(i / width) % height < photo.height;
      if (!isPhoto) pixels.data[i] = data[i];
    });
    return pixels;
  }

  return compareOutputs(tensors, {
    pad_crop40: padded(40, 40, imagenet),
    pad_crop25: padded(photo.width, 25, half),
    flip: look(photo.width, photo.height, { mirrored: true }),
    resize_33x47: look(47, 33, { canvas: { ...photo, width: 47, height: 33 } }),
    resize_9x14: look(14, 9, { canvas: { ...photo, width: 14, height: 9 } }),
  });
});
