import { LangSegError, pipelineSlots, type ComponentSet, type PipelineComponent } from '@langseg/core';
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
  const known = imageArchitectures(registry);
  const found = known.find((component) => component.type === type);
  if (found) return found;
  const runs = registry.typesOf('imageEncoder').includes(type);
  const types = known.map((component) => component.type);
  throw new LangSegError(
    'CONFIG_INVALID',
    `${runs ? `The image encoder "${type}" runs finished models and can't be trained` : `Unknown image encoder "${type}"`}; ` +
      `those that can be trained: ${types.join(', ') || 'none'}. Add others with registry.with() or --plugin.`,
    { slot: 'imageEncoder', type, known: types },
  );
}

function hasArchitecture(
  component: PipelineComponent<'imageEncoder'>,
): component is ImageArchitectureComponent {
  return 'architecture' in component;
}
