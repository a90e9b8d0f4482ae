import { LangSegError, tensor } from '@langseg/core';
import type { TrainingBatch } from './batch.js';
import type { PreparedElement } from './prepare-element.js';

/**
 * Makes a batch of elements of one size. Weights are left out when all are 1.
 *
 * @throws LangSegError `SHAPE_MISMATCH` for no elements or different sizes.
 */
export function stackElements(elements: readonly PreparedElement[], ids: readonly string[]): TrainingBatch {
  const [first] = elements;
  if (!first || elements.some(({ width, height }) => width !== first.width || height !== first.height))
    throw new LangSegError(
      'SHAPE_MISMATCH',
      'A batch needs elements of one size, got ' +
        `${elements.map(({ width, height }) => `${width}×${height}`).join(', ') || 'none'}.`,
      { ids },
    );
  const { width, height } = first;
  const pixels = tensor('float32', [elements.length, 3, height, width]);
  const targets = tensor('int32', [elements.length, height, width]);
  elements.forEach((element, i) => {
    pixels.data.set(element.pixels, i * 3 * height * width);
    targets.data.set(element.targets, i * height * width);
  });
  const weighted = elements.some(({ weights }) => weights.some((weight) => weight !== 1));
  return {
    pixels,
    targets,
    labels: elements.map(({ labels }) => labels),
    ...(elements.some(({ soft }) => soft) && { soft: elements.map(({ soft }) => soft) }),
    ...(weighted && { labelWeights: elements.map(({ weights }) => weights) }),
    ids,
  };
}
