import { LangSegError } from '../errors/lang-seg-error.js';
import type { AnyComponent } from './component.js';

/** A slot as registries are asked for it: it knows the type of its components. Make one with {@link defineSlot}. */
export interface SlotKey<D extends AnyComponent> {
  /** The `slot` of its components. */
  readonly name: D['slot'];
  /** For messages: `optimiser`. */
  readonly what: string;
  /**
   * The component itself, known to be one of this slot.
   *
   * @throws LangSegError `CONFIG_INVALID` when it calls itself one and lacks what makes one.
   */
  check(component: AnyComponent): D;
}

/**
 * Declares a slot.
 *
 * @param slot.members what a component of this slot has besides slot, type and schema.
 */
export function defineSlot<D extends AnyComponent>({
  name,
  what,
  members,
}: {
  readonly name: D['slot'];
  readonly what: string;
  readonly members: readonly (keyof D & string)[];
}): SlotKey<D> {
  const isOne = (component: AnyComponent): component is D =>
    component.slot === name && members.every((member) => member in component);
  return {
    name,
    what,
    check(component) {
      if (isOne(component)) return component;
      const missing = members.filter((member) => !(member in component));
      throw new LangSegError(
        'CONFIG_INVALID',
        `"${component.type}" calls itself a component for ${name}, but lacks ${missing.join(', ')}.`,
        { slot: name, type: component.type, missing },
      );
    },
  };
}
