import type { ImageSize } from '@langseg/core';
import type { Sample } from '@langseg/datasets';
import type { Random } from '../random/random.js';
import type { Padding } from './place-sample.js';

/** Makes elements of one size from samples of any size. */
export interface Augmentation {
  /** Size of every result. */
  readonly size: ImageSize;
  /** Whether a sample always comes out the same, so that what is computed of it can be kept. Default false. */
  readonly isFixed?: boolean;
  /** @param padding what lies around photos that don't fill the crop; its mask value must be one that is ignored. */
  apply(sample: Sample, random: Random, padding: Padding): Sample;
}
