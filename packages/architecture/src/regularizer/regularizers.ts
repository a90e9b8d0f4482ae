import { LangSegError, pipelineSlots, type ComponentSet, type PipelineComponent } from '@langseg/core';
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
  const known = regularizers(registry);
  const found = known.find((component) => component.type === type);
  if (found) return found;
  const runs = registry.typesOf('regularizer').includes(type);
  const types = known.map((component) => component.type);
  throw new LangSegError(
    'CONFIG_INVALID',
    `${runs ? `The regulariser "${type}" runs finished models and can't be trained` : `Unknown regulariser "${type}"`}; ` +
      `those that can be trained: ${types.join(', ') || 'none'}. Add others with registry.with() or --plugin.`,
    { slot: 'regularizer', type, known: types },
  );
}

function hasArchitecture(
  component: PipelineComponent<'regularizer'>,
): component is RegularizerArchitectureComponent {
  return 'architecture' in component;
}
