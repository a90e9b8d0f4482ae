import { normalizePixels, type ComponentSet } from '@langseg/core';
import { countValues, type ClassList, type Sample } from '@langseg/datasets';
import type { z } from 'zod';
import type { Random } from '../random/random.js';
import { trainingRegistry } from '../components/training-registry.js';
import { createAugmentation } from '../components/create-augmentation.js';
import type { Padding } from '../augmentation/place-sample.js';
import type { elementRecipe } from './element-recipe.js';
import { labelGroups } from './labels/label-groups.js';
import { remapTargets, sampleLabels } from './labels/sample-labels.js';
import { joinMask, ownValues } from './teaching/joint-mask.js';
import { softTargets, type SoftTargets } from './teaching/soft-targets.js';
import type { ElementTeaching } from './teaching/teaching.js';

/** One element of a batch. */
export interface PreparedElement {
  readonly width: number;
  readonly height: number;
  /** Normalised RGB, `[3, H, W]`. */
  readonly pixels: Float32Array;
  /** `[H, W]`: index into `labels`; −1 is ignored. */
  readonly targets: Int32Array;
  readonly labels: readonly string[];
  /** Weight in the loss of each label's pixels. */
  readonly weights: readonly number[];
  /** True when every pixel is ignored: it adds nothing to the loss. */
  readonly allIgnored: boolean;
  /** What a teacher says of it. */
  readonly soft?: SoftTargets;
}

/**
 * Makes an element of a decoded sample: augmented, its labels drawn, its pixels normalised. Crops in which every pixel
 * is ignored are drawn again a few times; if that does not help, the last one is taken. With a teacher's map they are taken at once.
 *
 * @param registry holds the augmentation.
 */
export function prepareElement(
  sample: Sample,
  classList: ClassList,
  recipe: z.output<typeof elementRecipe>,
  random: Random,
  registry: ComponentSet = trainingRegistry,
  taught?: ElementTeaching,
): PreparedElement {
  const augmentation = createAugmentation(recipe.augmentation, registry);
  const joint = taught && joinMask(sample, taught.map);
  const whole = joint ? { image: sample.image, mask: joint.mask } : sample;
  const padding = paddingOf(recipe.mean, joint?.outside ?? classList.ignoreValue);
  const values = labelGroups(classList, recipe.labels).flatMap((group) => group.values);
  let allIgnored = true;
  let crop = whole;
  let mask = sample.mask.data;
  let counts: Uint32Array = new Uint32Array();
  for (let tries = 0; allIgnored && tries <= (joint ? 0 : recipe.retries); tries++) {
    crop = augmentation.apply(whole, random, padding);
    mask = joint ? ownValues(crop.mask.data, joint, classList.ignoreValue) : crop.mask.data;
    counts = countValues(mask);
    allIgnored = !values.some((value) => counts[value] > 0);
  }
  const { labels, weights, indices } = sampleLabels(
    classList,
    (value) => counts[value] > 0,
    recipe.labels,
    random,
  );
  return {
    ...augmentation.size,
    pixels: normalizePixels(crop.image, recipe).data,
    targets: remapTargets(mask, indices),
    labels,
    weights,
    allIgnored,
    ...(joint && { soft: softTargets(taught, joint, crop.mask.data, augmentation.size) }),
  };
}

/** The mean colour: what is around a photo is about 0 after normalisation, as in convolutions. */
function paddingOf(mean: readonly number[], maskValue: number): Padding {
  const byte = (channel: number) => Math.max(0, Math.min(255, Math.round(mean[channel] * 255)));
  return { color: [byte(0), byte(1), byte(2)], maskValue };
}
