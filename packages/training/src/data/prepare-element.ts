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
}

/**
 * Makes an element of a decoded sample: augmented, its labels drawn, its pixels normalised. Crops in which every pixel
 * is ignored are drawn again a few times; if that does not help, the last one is taken.
 *
 * @param registry holds the augmentation.
 */
export function prepareElement(
  sample: Sample,
  classList: ClassList,
  recipe: z.output<typeof elementRecipe>,
  random: Random,
  registry: ComponentSet = trainingRegistry,
): PreparedElement {
  const augmentation = createAugmentation(recipe.augmentation, registry);
  const padding = paddingOf(recipe.mean, classList.ignoreValue);
  const values = labelGroups(classList, recipe.labels).flatMap((group) => group.values);
  let allIgnored = true;
  let crop = sample;
  let counts: Uint32Array = new Uint32Array();
  for (let tries = 0; allIgnored && tries <= recipe.retries; tries++) {
    crop = augmentation.apply(sample, random, padding);
    counts = countValues(crop.mask.data);
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
    targets: remapTargets(crop.mask.data, indices),
    labels,
    weights,
    allIgnored,
  };
}

/** The mean colour: what is around a photo is about 0 after normalisation, as in convolutions. */
function paddingOf(mean: readonly number[], maskValue: number): Padding {
  const byte = (channel: number) => Math.max(0, Math.min(255, Math.round(mean[channel] * 255)));
  return { color: [byte(0), byte(1), byte(2)], maskValue };
}
