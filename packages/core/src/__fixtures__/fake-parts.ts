import type { PipelineParts } from '../components/pipeline.js';
import type { Head } from '../interfaces/head.js';
import type { ImageEncoder } from '../interfaces/image-encoder.js';
import type { SpatialRegularizer } from '../interfaces/spatial-regularizer.js';
import type { TextEncoder } from '../interfaces/text-encoder.js';
import { correlate } from '../math/correlate.js';
import { upsampledNorms } from '../math/upsampled-norms.js';
import { tensor } from '../tensor/tensor.js';

const channels: Readonly<Record<string, readonly number[]>> = {
  red: [1, 0, 0],
  green: [0, 1, 0],
  blue: [0, 0, 1],
};

/** Counts what the parts were asked, to show what is computed once and what again. */
export interface Calls {
  images: number;
  labels: string[][];
  disposed: string[];
}

/** Tiny parts whose result is plain to see: a pixel's embedding is its colour, a word's is the colour it names. */
export function colorParts(regularizer?: SpatialRegularizer): { parts: PipelineParts; calls: Calls } {
  const calls: Calls = { images: 0, labels: [], disposed: [] };
  const dispose = (name: string) => () => {
    calls.disposed.push(name);
    return Promise.resolve();
  };
  const textEncoder: TextEncoder = {
    specVersion: 1,
    embeddingDim: 3,
    contextLength: Infinity,
    encode: (labels) => {
      calls.labels.push([...labels]);
      const rows = labels.flatMap((label) => channels[label.toLowerCase()] ?? [0, 0, 0]);
      return Promise.resolve(tensor('float32', [labels.length, 3], Float32Array.from(rows)));
    },
    dispose: dispose('text'),
  };
  const upsampling = { factor: 1, alignCorners: false };
  const imageEncoder: ImageEncoder = {
    specVersion: 1,
    embeddingDim: 3,
    outputStride: 1,
    alignCorners: false,
    preprocessing: {
      mean: [0, 0, 0],
      std: [1, 1, 1],
      resample: 'bilinear',
      longestSide: 8,
      onlyShrink: true,
      sizeMultiple: 1,
    },
    encode: (values) => {
      calls.images++;
      return Promise.resolve({ values, norms: upsampledNorms(values, upsampling), upsampling });
    },
    dispose: dispose('image'),
  };
  const head: Head = {
    specVersion: 1,
    forward: ({ values, norms }, text) => Promise.resolve(correlate(values, text, { logitScale: 10, norms })),
    dispose: dispose('head'),
  };
  return { parts: { textEncoder, imageEncoder, head, regularizer }, calls };
}

/** A regulariser that changes nothing, needs all labels at once and notes how many it saw at each call. */
export function couplingRegularizer(): { regularizer: SpatialRegularizer; seen: number[] } {
  const seen: number[] = [];
  const regularizer: SpatialRegularizer = {
    specVersion: 1,
    couplesLabels: true,
    forward: (logits) => {
      seen.push(logits.shape[1]);
      return Promise.resolve(logits);
    },
    dispose: () => Promise.resolve(),
  };
  return { regularizer, seen };
}
