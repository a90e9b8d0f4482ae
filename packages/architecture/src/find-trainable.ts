import { LangSegError, type AnyComponent, type ComponentSet, type SlotKey } from '@langseg/core';

/**
 * A component by its type, out of those of its slot that can be trained.
 *
 * @param trainable the components of `slot` that have an architecture.
 * @throws LangSegError `CONFIG_INVALID` naming those that can, for an unknown one and for one that only runs finished models.
 */
export function findTrainable<D extends AnyComponent>(
  registry: ComponentSet,
  { name: slot, what }: SlotKey<AnyComponent>,
  trainable: readonly D[],
  type: string,
): D {
  const found = trainable.find((component) => component.type === type);
  if (found) return found;
  const runs = registry.typesOf(slot).includes(type);
  const known = trainable.map((component) => component.type);
  throw new LangSegError(
    'CONFIG_INVALID',
    `${runs ? `The ${what} "${type}" runs finished models and can't be trained` : `Unknown ${what} "${type}"`}; ` +
      `those that can be trained: ${known.join(', ') || 'none'}. Add others with registry.with() or --plugin.`,
    { slot, type, known },
  );
}
