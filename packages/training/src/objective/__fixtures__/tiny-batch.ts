import { l2Normalize, tensor, type Tensor } from '@langseg/core';
import { createRandom } from '../../random/create-random.js';
import type { Random } from '../../random/random.js';
import { dim } from './tiny-network.js';

/** One image with its own label list. */
export interface TinyImage {
  /** `[1, 3, H, W]` */
  readonly pixels: Tensor<'float32'>;
  /** Unit embeddings `[n, D]` of its labels. */
  readonly text: Tensor<'float32'>;
  readonly labelWeights: readonly number[];
  /** `[1, H, W]` */
  readonly targets: Tensor<'int32'>;
}

export const height = 12;
export const width = 16;

/** A random image; about every fourth pixel is ignored unless `ignored` says otherwise. */
export function tinyImage(
  seed: number,
  options: { readonly labels: number; readonly weighted?: boolean; readonly ignored?: number },
): TinyImage {
  const { labels, weighted = false, ignored = 0.25 } = options;
  const random = createRandom(seed, 'tiny');
  return {
    pixels: normal(random, [1, 3, height, width]),
    text: l2Normalize(normal(random, [labels, dim]), 1),
    labelWeights: Array.from({ length: labels }, () => (weighted ? random.uniform(0.2, 3) : 1)),
    targets: tensor(
      'int32',
      [1, height, width],
      Int32Array.from({ length: height * width }, () =>
        random.chance(ignored) ? -1 : random.int(0, labels),
      ),
    ),
  };
}

/** The image with another target everywhere. */
export function withTargets(image: TinyImage, target: number): TinyImage {
  const { shape, data } = image.targets;
  return { ...image, targets: tensor('int32', shape, new Int32Array(data.length).fill(target)) };
}

/** The inputs of the loss graph for some images, their label lists filled up to N = `labels`. */
export function tinyFeeds(images: readonly TinyImage[], labels: number): Record<string, Tensor> {
  const text = tensor('float32', [images.length, labels, dim]);
  const bias = tensor(
    'float32',
    [images.length, labels],
    new Float32Array(images.length * labels).fill(-1e9),
  );
  const weights = tensor(
    'float32',
    [images.length, labels],
    new Float32Array(images.length * labels).fill(7),
  );
  for (const [i, image] of images.entries()) {
    text.data.set(image.text.data, i * labels * dim);
    bias.data.fill(0, i * labels, i * labels + image.labelWeights.length);
    weights.data.set(image.labelWeights, i * labels);
  }
  const pixels = tensor('float32', [images.length, 3, height, width]);
  const targets = tensor('int32', [images.length, height, width]);
  images.forEach((image, i) => pixels.data.set(image.pixels.data, i * image.pixels.data.length));
  images.forEach((image, i) => targets.data.set(image.targets.data, i * image.targets.data.length));
  return { pixels, text, label_bias: bias, label_weights: weights, targets };
}

function normal(random: Random, shape: readonly number[]): Tensor<'float32'> {
  const value = tensor('float32', shape);
  return tensor(
    'float32',
    shape,
    value.data.map(() => random.normal()),
  );
}
