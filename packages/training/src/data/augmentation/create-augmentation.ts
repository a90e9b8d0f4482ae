import type { ImageSize } from '@langseg/core';
import type { z } from 'zod';
import type { Random } from '../../random/random.js';
import type { Sample } from '../sample.js';
import type { augmentationConfig } from './augmentation-config.js';
import { encodingTrainTransform } from './encoding-train.js';
import { encodingValidationTransform } from './encoding-validation.js';
import type { Padding } from './place-sample.js';
import { randomCropTransform } from './random-crop.js';

/** Makes elements of one size from samples of any size. */
export interface Augmentation {
  /** Size of every result. */
  readonly size: ImageSize;
  /** @param padding what lies around photos that don't fill the crop; its mask value must be one that is ignored. */
  apply(sample: Sample, random: Random, padding: Padding): Sample;
}

/** The augmentation that a checked config describes. */
export function createAugmentation(config: z.output<typeof augmentationConfig>): Augmentation {
  switch (config.type) {
    case 'random-crop': {
      const { crop } = config;
      const size = typeof crop === 'number' ? { width: crop, height: crop } : crop;
      return {
        size,
        apply: (sample, random, padding) => randomCropTransform(sample, size, config, random, padding),
      };
    }
    case 'encoding-train':
      return {
        size: square(config.cropSize),
        // Black as upstream, but "ignored" whatever the data set: upstream's 0 is a class in most.
        apply: (sample, random, { maskValue }) =>
          encodingTrainTransform(sample, config, random, { color: [0, 0, 0], maskValue }),
      };
    case 'encoding-validation':
      return {
        size: square(config.cropSize),
        apply: (sample) => encodingValidationTransform(sample, config),
      };
  }
}

function square(side: number): ImageSize {
  return { width: side, height: side };
}
