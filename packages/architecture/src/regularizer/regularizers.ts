import { pipelineSlots, type ComponentSet, type PipelineComponent } from '@langseg/core';
import { findTrainable } from '../find-trainable.js';
import type { RegularizerArchitectureComponent } from './regularizer-architecture.js';

/** The regularisers of a registry that can be trained, in its order. */
export function regularizers(registry: ComponentSet): RegularizerArchitectureComponent[] {
  return registry.of(pipelineSlots.regularizer).filter(hasArchitecture);
}

/**
 * A regulariser that can be trained.
 *
 * @throws LangSegError `CONFIG_INVALID` naming those that can, for an unknown one and for one that only runs finished models.
 */
export function findRegularizer(registry: ComponentSet, type: string): RegularizerArchitectureComponent {
  return findTrainable(registry, pipelineSlots.regularizer, regularizers(registry), type);
}

function hasArchitecture(
  component: PipelineComponent<'regularizer'>,
): component is RegularizerArchitectureComponent {
  return 'architecture' in component;
}
