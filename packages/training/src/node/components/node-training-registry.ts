import type { DefaultComponents } from '@langseg/components';
import type { Registry } from '@langseg/core';
import type { TrainingComponents } from '../../components/training-components.js';
import { trainingRegistry } from '../../components/training-registry.js';
import { layoutComponents, type LayoutComponents } from './layout-components.js';

/** What `trainRecipe` knows without plugins. */
export type NodeTrainingComponents = DefaultComponents | TrainingComponents | LayoutComponents;

/** Everything that a recipe can name in Node. Add your own with `nodeTrainingRegistry.with(yours)`. */
export const nodeTrainingRegistry: Registry<NodeTrainingComponents> = trainingRegistry.with(
  ...layoutComponents,
);
