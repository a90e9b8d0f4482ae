import { createReferenceRuntime } from '@langseg/adapter-reference';
import {
  createRegistry,
  createResultEncoder,
  LangSegError,
  resultFormats,
  Segmenter,
  tensor,
  throwIfAborted,
  type BundleConfig,
  type ImageReader,
  type Refiner,
  type RgbImage,
} from '@langseg/core';
import type { WebImageSource } from '../../images/web-image-source.js';
import { createWebPictureEncoder } from '../../pictures/create-web-picture-encoder.js';
import type { WebRuntime } from '../../runtime/web-runtime.js';
import type { ServeContext, ServedSegmenter } from '../serve-segmenter.js';

const colours = ['red', 'green', 'blue'];

/** What a test can see and change of a pipeline that finds red, green and blue. */
export interface Control {
  encodedPhotos: number;
  encodedLabels: string[][];
  /** Held before the photo is encoded. */
  gate?: Promise<void>;
  failure?: Error;
  /** The pipeline's refiner. */
  refiner?: Refiner;
}

/** A pipeline without models: each pixel's embedding is its colour. */
export function openColours(
  control: Control,
  { onProgress, onWarning, onNotice }: ServeContext,
): ServedSegmenter {
  onProgress({ status: 'ready', name: 'colours' });
  onWarning('only three words');
  const images: ImageReader<WebImageSource> = {
    async read(source) {
      onNotice({ code: 'IMAGE_DOWNSCALED', message: 'smaller', width: 3, height: 2 });
      if (typeof source === 'string')
        throw new LangSegError('NOT_FOUND', `No ${source}.`, { path: source, open: () => 0 });
      return source as RgbImage;
    },
  };
  const segmenter = new Segmenter({
    refiner: control.refiner,
    images,
    results: createResultEncoder({
      registry: createRegistry(resultFormats),
      pictures: createWebPictureEncoder(),
    }),
    textEncoder: {
      specVersion: 1,
      embeddingDim: 3,
      contextLength: Infinity,
      async encode(labels, { onWarning, signal } = {}) {
        throwIfAborted(signal);
        control.encodedLabels.push([...labels]);
        const text = tensor('float32', [labels.length, 3]);
        labels.forEach((label, row) => {
          const colour = colours.indexOf(label);
          if (colour >= 0) text.data[row * 3 + colour] = 1;
          else onWarning?.({ label, message: 'unknown colour' });
        });
        return text;
      },
      dispose: async () => undefined,
    },
    imageEncoder: {
      specVersion: 1,
      embeddingDim: 3,
      outputStride: 1,
      alignCorners: false,
      preprocessing: {
        mean: [0, 0, 0],
        std: [1, 1, 1],
        resample: 'bilinear',
        longestSide: 3,
        onlyShrink: true,
        sizeMultiple: 1,
      },
      async encode(pixels, { signal } = {}) {
        await control.gate;
        throwIfAborted(signal);
        if (control.failure) throw control.failure;
        control.encodedPhotos++;
        const [, , height, width] = pixels.shape;
        const norms = tensor('float32', [1, height, width]);
        norms.data.fill(1);
        return { values: pixels, norms, upsampling: { factor: 1, alignCorners: false } };
      },
      dispose: async () => undefined,
    },
    head: {
      specVersion: 1,
      async forward({ values }, text) {
        const [, , height, width] = values.shape;
        const [labels] = text.shape;
        const area = height * width;
        const logits = tensor('float32', [1, labels, height, width]);
        for (let label = 0; label < labels; label++)
          for (let channel = 0; channel < 3; channel++)
            for (let pixel = 0; pixel < area; pixel++)
              logits.data[label * area + pixel] +=
                10 * text.data[label * 3 + channel] * values.data[channel * area + pixel];
        return logits;
      },
      dispose: async () => undefined,
    },
  });
  const runtime = { ...createReferenceRuntime(), start: async () => 'wasm' } as unknown as WebRuntime;
  const model: BundleConfig = { formatVersion: 1, name: 'colours', pipeline: {}, files: {} };
  return { segmenter, runtime, model };
}

/** Left column red, middle green, right blue. */
export const stripes = (): RgbImage => ({
  width: 3,
  height: 2,
  data: Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255]),
});
