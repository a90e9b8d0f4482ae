import { pipelineSlots, type ComponentSet, type PipelineComponent } from '@langseg/core';
import { findTrainable } from '../find-trainable.js';
import type { ImageArchitectureComponent } from './define-image-architecture.js';

/** The image encoders of a registry that can be trained, in its order. */
export function imageArchitectures(registry: ComponentSet): ImageArchitectureComponent[] {
  return registry.of(pipelineSlots.imageEncoder).filter(hasArchitecture);
}

/**
 * An image encoder that can be trained.
 *
 * @throws LangSegError `CONFIG_INVALID` naming those that can, for an unknown one and for one that only runs finished models.
 */
export function findImageArchitecture(registry: ComponentSet, type: string): ImageArchitectureComponent {
  return findTrainable(registry, pipelineSlots.imageEncoder, imageArchitectures(registry), type);
}

function hasArchitecture(
  component: PipelineComponent<'imageEncoder'>,
): component is ImageArchitectureComponent {
  return 'architecture' in component;
}
