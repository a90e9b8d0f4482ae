import type { ComponentSet } from '../components/component-set.js';

/** Parts of a bundle's pipeline whose components a registry lacks: `imageEncoder "tiny-net"`. */
export function missingParts(
  pipeline: Readonly<Record<string, unknown>>,
  components: ComponentSet,
): string[] {
  return Object.entries(pipeline).flatMap(([slot, config]) => {
    const type: unknown = typeof config === 'object' && config && 'type' in config ? config.type : undefined;
    return typeof type === 'string' && !components.typesOf(slot).includes(type) ? [`${slot} "${type}"`] : [];
  });
}
