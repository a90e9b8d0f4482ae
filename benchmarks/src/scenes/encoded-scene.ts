import { fileURLToPath } from 'node:url';
import { createNodeRuntime, directoryAssets } from '@langseg/adapter-node';
import {
  openBundle,
  tensor,
  toPixels,
  upsampledNorms,
  type PixelEmbeddings,
  type Preprocessing,
  type RgbImage,
  type Tensor,
  type TextEncoder,
} from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import { defaultRegistry } from 'langseg';
import { resizedPhoto } from './sample-photo.js';

/** A photo as an official model would encode it, with words that belong to it. */
export interface EncodedScene {
  readonly photo: RgbImage;
  /** `[1, 512, 120, 120]` with norms `[1, 240, 240]`. */
  readonly pixels: PixelEmbeddings;
  readonly preprocessing: Preprocessing;
  /** Embeddings of length 512. */
  readonly textEncoder: TextEncoder;
}

const side = 480;
const channels = 512;

/**
 * The sample photo at 480×480, encoded by the default model and laid into 512 channels, of which the others are zero:
 * cosines, and with them the shapes of the label map, are those of a trained model, while the work is that of an
 * official one. Embeddings of random weights would make a map of one label, or of noise.
 */
export async function encodedScene(): Promise<EncodedScene> {
  const runtime = createNodeRuntime();
  const { parts } = await openBundle(directoryAssets(fileURLToPath(bundleUrl)), {
    registry: defaultRegistry,
    runtime,
  });
  const photo = await resizedPhoto(side, side);
  const { preprocessing } = parts.imageEncoder;
  const input = toPixels(photo, preprocessing, { width: side, height: side });
  const { values } = await parts.imageEncoder.encode(input);
  await parts.imageEncoder.dispose();

  const [, , h, w] = values.shape;
  const upsampling = { factor: 2, alignCorners: true };
  const wide = tensor('float32', [1, channels, h, w]);
  wide.data.set(values.data);
  return {
    photo,
    pixels: { values: wide, norms: upsampledNorms(wide, upsampling), upsampling },
    preprocessing,
    textEncoder: {
      ...parts.textEncoder,
      embeddingDim: channels,
      encode: async (labels, options) => widened(await parts.textEncoder.encode(labels, options)),
    },
  };
}

/** Rows filled up with zeros. */
function widened({ shape: [rows, width], data }: Tensor<'float32'>): Tensor<'float32'> {
  const wide = tensor('float32', [rows, channels]);
  for (let row = 0; row < rows; row++)
    wide.data.set(data.subarray(row * width, (row + 1) * width), row * channels);
  return wide;
}
