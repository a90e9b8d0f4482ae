import type { ImageSize } from '@langseg/core';
import type { Sample } from '@langseg/datasets';
import type { Random } from '../random/random.js';
import type { Padding } from './place-sample.js';

/** Makes elements of one size from samples of any size. */
export interface Augmentation {
  /** Size of every result. */
  readonly size: ImageSize;
  /**
   * How many different elements a sample can become, where they are so few that what is computed of them can be kept. Default:
   * there is no telling.
   */
  readonly looks?: number;
  /** @param padding what lies around photos that don't fill the crop; its mask value must be one that is ignored. */
  apply(sample: Sample, random: Random, padding: Padding): Sample;
}
