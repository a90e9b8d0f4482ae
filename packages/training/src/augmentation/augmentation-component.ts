import { defineSlot, type Component } from '@langseg/core';
import type { z } from 'zod';
import type { Augmentation } from './augmentation.js';

/** A way from photos of any size to elements of one size, that recipes name. */
export interface AugmentationComponent<
  T extends string = string,
  C extends z.ZodObject = z.ZodObject,
> extends Component<'augmentation', T, C> {
  create(options: z.output<C>): Augmentation;
}

/** By which a registry is asked for augmentations. */
export const augmentationSlot = defineSlot<AugmentationComponent>({
  name: 'augmentation',
  what: 'augmentation',
  members: ['create'],
});

/** Declares an augmentation with its types inferred. */
export function defineAugmentation<const T extends string, C extends z.ZodObject>(
  augmentation: Omit<AugmentationComponent<T, C>, 'specVersion' | 'slot'>,
): AugmentationComponent<T, C> {
  return { specVersion: 1, slot: 'augmentation', ...augmentation };
}
