import {
  Segmenter,
  tensor,
  upsampledNorms,
  type Head,
  type ImageEncoder,
  type RgbImage,
  type TextEncoder,
} from '@langseg/core';
import { correlate } from '@langseg/core/reference';

const words: Readonly<Record<string, readonly number[]>> = {
  red: [1, 0, 0],
  green: [0, 1, 0],
  blue: [0, 0, 1],
};

/** A word's vector is the colour it names; others have none. */
const textEncoder: TextEncoder = {
  specVersion: 1,
  embeddingDim: 3,
  contextLength: Infinity,
  encode: (labels) =>
    Promise.resolve(
      tensor(
        'float32',
        [labels.length, 3],
        Float32Array.from(labels.flatMap((label) => words[label] ?? [0, 0, 0])),
      ),
    ),
  dispose: () => Promise.resolve(),
};

const upsampling = { factor: 1, alignCorners: false };

/** A pixel's embedding is its colour. */
const imageEncoder: ImageEncoder = {
  specVersion: 1,
  embeddingDim: 3,
  outputStride: 1,
  alignCorners: false,
  preprocessing: {
    mean: [0, 0, 0],
    std: [1, 1, 1],
    resample: 'bilinear',
    longestSide: 64,
    onlyShrink: true,
    sizeMultiple: 1,
  },
  encode: (values) => Promise.resolve({ values, norms: upsampledNorms(values, upsampling), upsampling }),
  dispose: () => Promise.resolve(),
};

const head: Head = {
  specVersion: 1,
  forward: ({ values, norms }, text) => Promise.resolve(correlate(values, text, { logitScale: 10, norms })),
  dispose: () => Promise.resolve(),
};

/** A segmenter whose vectors are colours. */
export function colourSegmenter(): Segmenter {
  return new Segmenter({ textEncoder, imageEncoder, head });
}

const colours: Readonly<Record<string, readonly number[]>> = {
  r: [255, 0, 0],
  g: [0, 255, 0],
  b: [0, 0, 255],
  '.': [90, 90, 90],
};

/** A photo out of letters, a row of it in each text: `r`, `g`, `b`, and `.` for grey. */
export function drawn(...lines: readonly string[]): RgbImage {
  const data = Uint8Array.from(lines.flatMap((line) => [...line].flatMap((letter) => colours[letter])));
  return { width: lines[0].length, height: lines.length, data };
}
