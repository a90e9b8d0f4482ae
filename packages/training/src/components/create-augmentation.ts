import type { AnyConfig, ComponentSet } from '@langseg/core';
import type { AugmentationConfig } from './section-configs.js';
import { trainingRegistry } from './training-registry.js';
import type { Augmentation } from '../augmentation/augmentation.js';
import { augmentationSlot } from '../augmentation/augmentation-component.js';

/**
 * The augmentation that a config describes.
 *
 * @throws LangSegError `CONFIG_INVALID` for an unknown type or a wrong option.
 */
export function createAugmentation(config: AugmentationConfig): Augmentation;
/** @param registry holds the augmentation. */
export function createAugmentation(config: AnyConfig, registry: ComponentSet): Augmentation;
export function createAugmentation(
  config: AnyConfig,
  registry: ComponentSet = trainingRegistry,
): Augmentation {
  const { component, options } = registry.parseConfig(augmentationSlot, config);
  return component.create(options);
}
