import { defaultRegistry, type DefaultComponents } from '@langseg/components';
import type { Registry } from '@langseg/core';
import { trainingComponents, type TrainingComponents } from './training-components.js';

/** Everything that a recipe can name on any platform. Add your own with `trainingRegistry.with(yours)`. */
export const trainingRegistry: Registry<DefaultComponents | TrainingComponents> = defaultRegistry.with(
  ...trainingComponents,
);
