import type { RgbImage } from '../interfaces/image-io.js';
import type { Preprocessing } from '../interfaces/preprocessing.js';
import { interpolationAxis } from '../math/interpolation-axis.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { assertImage } from './assert-image.js';
import { resizePillow } from './resize-pillow.js';
import { targetSize, type ImageSize } from './target-size.js';

/**
 * Turns a photo into the input of an image encoder: resized and normalised, (x / 255 − mean) / std.
 *
 * With `bilinear` it equals the official app (ToTensor, Normalize, then Resize of the tensor without antialiasing);
 * resizing and normalising commute, so it reads four bytes per output value and no full-size float image is made.
 * With `bilinear-antialias` the bytes are resized as Pillow does, as the official dataset code, then normalised.
 *
 * @param size size of the result; by default the {@link targetSize}.
 * @returns normalised RGB, `[1, 3, H, W]`.
 * @throws LangSegError `IMAGE_UNREADABLE` for an image without pixels or with another number of bytes.
 */
export function toPixels(
  image: RgbImage,
  preprocessing: Preprocessing,
  size: ImageSize = targetSize(image.width, image.height, preprocessing),
): Tensor<'float32'> {
  assertImage(image);
  if (preprocessing.resample === 'bilinear-antialias')
    return normalizePixels(resizePillow(image, size, 'bilinear'), preprocessing);

  const { width, height } = size;
  const { data } = image;
  const rows = interpolationAxis(image.height, height, { alignCorners: false });
  const columns = interpolationAxis(image.width, width, { alignCorners: false });
  const area = width * height;
  const pixels = new Float32Array(3 * area);
  for (let channel = 0; channel < 3; channel++) {
    const { scale, shift } = channelAffine(preprocessing, channel);
    let out = channel * area;
    for (let y = 0; y < height; y++) {
      const above = rows.lower[y] * image.width * 3 + channel;
      const below = rows.upper[y] * image.width * 3 + channel;
      const down = rows.weight[y];
      for (let x = 0; x < width; x++) {
        const i = columns.lower[x] * 3;
        const j = columns.upper[x] * 3;
        const left = data[above + i] + down * (data[below + i] - data[above + i]);
        const right = data[above + j] + down * (data[below + j] - data[above + j]);
        pixels[out++] = (left + columns.weight[x] * (right - left)) * scale + shift;
      }
    }
  }
  return tensor('float32', [1, 3, height, width], pixels);
}

/**
 * ToTensor and Normalize: (x / 255 − mean) / std, channels first.
 *
 * @returns normalised RGB, `[1, 3, H, W]`.
 */
export function normalizePixels(
  { width, height, data }: RgbImage,
  normalization: Pick<Preprocessing, 'mean' | 'std'>,
): Tensor<'float32'> {
  const area = width * height;
  const pixels = new Float32Array(3 * area);
  for (let channel = 0; channel < 3; channel++) {
    const { scale, shift } = channelAffine(normalization, channel);
    for (let i = 0; i < area; i++) pixels[channel * area + i] = data[i * 3 + channel] * scale + shift;
  }
  return tensor('float32', [1, 3, height, width], pixels);
}

/** x → x · scale + shift: from a byte to (x / 255 − mean) / std. */
export function channelAffine({ mean, std }: Pick<Preprocessing, 'mean' | 'std'>, channel: number) {
  return { scale: 1 / (255 * std[channel]), shift: -mean[channel] / std[channel] };
}
