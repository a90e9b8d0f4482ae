import {
  LangSegError,
  Segmenter,
  sourceOf,
  throwIfAborted,
  type RgbImage,
  type RunOptions,
  type Runtime,
  type Tensor,
  type TextEncoder,
  type Weights,
} from '@langseg/core';
import { ConfusionMatrix, segmentationScores } from '@langseg/evaluation';
import { CorrelationHead } from '@langseg/heads';
import { OnnxImageEncoder } from '@langseg/architecture';
import type { Network } from '../network/network.js';
import { createImageLoader, type FrozenValidation, type LoadImage } from './load-image.js';
import type { SetMetrics } from './run-metrics.js';
import type { Validate } from './run-parts.js';
import type { ValidationExample } from './validation-example.js';

/** A validation set. */
export interface ValidationSet {
  readonly name: string;
  readonly words: readonly string[];
  readonly size: number;
  /** A photo with the index of the right word at every pixel, −1 where none is. */
  read(
    index: number,
    options: RunOptions,
  ): Promise<{ readonly photo: RgbImage; readonly target: Int32Array }>;
}

/** What validations need. */
export interface ValidationOptions {
  readonly network: Network;
  readonly sets: readonly ValidationSet[];
  /** Stays open. */
  readonly textEncoder: TextEncoder;
  readonly runtime: Runtime;
  /** Keeps what the frozen part of the network makes of photos. Default: it is computed each time. */
  readonly frozen?: FrozenValidation;
  /** Takes the first photos of each set as they were segmented. */
  readonly onExample?: (example: ValidationExample) => Promise<void>;
}

/** Photos of a set that are shown. */
const examplesOfSet = 4;

/**
 * Measures weights as the finished model would be used: whole photos, argmax at their own size, mean IoU over the classes
 * that a set shows. The score is the mean of the sets.
 */
export function createValidation({
  network,
  sets,
  textEncoder,
  runtime,
  frozen,
  onExample,
}: ValidationOptions): Validate {
  const loadImage = createImageLoader(network, runtime, frozen);
  const total = sets.reduce((sum, { size }) => sum + size, 0);
  const text = {
    ...textEncoder,
    encode: textEncoder.encode.bind(textEncoder),
    dispose: () => Promise.resolve(),
  };
  return async (weights, { signal, onProgress }) => {
    const segmenter = await openSegmenter(network, weights, loadImage, text, runtime);
    const results: SetMetrics[] = [];
    let done = 0;
    try {
      for (const set of sets) {
        const matrix = new ConfusionMatrix(set.words.length);
        for (let index = 0; index < set.size; index++) {
          throwIfAborted(signal);
          const { photo, target } = await set.read(index, { signal });
          const { labelMap } = await segmenter.segment(photo, set.words, { signal });
          matrix.add(labelMap, target);
          if (index < examplesOfSet) {
            const { name, words } = set;
            await onExample?.({ set: name, index, words, photo, target, prediction: labelMap });
          }
          onProgress?.(++done, total);
        }
        results.push(metricsOf(set, matrix));
      }
    } finally {
      await segmenter.dispose();
    }
    return { score: results.reduce((sum, { meanIou }) => sum + meanIou, 0) / results.length, sets: results };
  };
}

function metricsOf({ name, words, size }: ValidationSet, matrix: ConfusionMatrix): SetMetrics {
  const { mIoU, pixAcc, classes } = segmentationScores(matrix);
  if (Number.isNaN(mIoU))
    throw new LangSegError(
      'LABELS_INVALID',
      `The validation set ${name} shows none of its classes: every pixel of its ${size} masks is ignored.`,
      { name },
    );
  const shown = classes.flatMap(({ iou, counted }, i) => (counted ? [{ label: words[i], iou }] : []));
  return { name, meanIou: mIoU, pixelAccuracy: pixAcc, classes: shown, labels: words.length, images: size };
}

async function openSegmenter(
  network: Network,
  tensors: ReadonlyMap<string, Tensor<'float32'>>,
  loadImage: LoadImage,
  textEncoder: TextEncoder,
  runtime: Runtime,
): Promise<Segmenter> {
  const weights: Weights = new Map([...tensors].map(([name, value]) => [name, sourceOf(value)]));
  const { embeddingDim, geometry, preprocessing, recipe } = network;
  return new Segmenter({
    textEncoder,
    imageEncoder: new OnnxImageEncoder({
      session: await loadImage(weights),
      embeddingDim,
      preprocessing,
      ...geometry,
    }),
    head: new CorrelationHead(runtime, { logitScale: recipe.logitScale }),
    regularizer: await network.openRegularizer(weights, runtime),
  });
}
