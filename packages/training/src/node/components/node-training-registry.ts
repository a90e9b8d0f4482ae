import type { DefaultComponents } from '@langseg/components';
import type { Registry } from '@langseg/core';
import { layoutComponents, type LayoutComponents } from '@langseg/datasets/node';
import type { TrainingComponents } from '../../components/training-components.js';
import { trainingRegistry } from '../../components/training-registry.js';

/** What `trainRecipe` knows without plugins. */
export type NodeTrainingComponents = DefaultComponents | TrainingComponents | LayoutComponents;

/** Everything that a recipe can name in Node. Add your own with `nodeTrainingRegistry.with(yours)`. */
export const nodeTrainingRegistry: Registry<NodeTrainingComponents> = trainingRegistry.with(
  ...layoutComponents,
);
