import type { AnyComponent, ComponentSet, SlotConfig, SlotKey } from '@langseg/core';
import * as z from 'zod';
import type { ParsedSlotConfig } from './section-configs.js';

/** A registry of which types of components are known. */
export type TypedComponents<C extends AnyComponent> = ComponentSet & { readonly components: readonly C[] };

/** Schema of a section of a recipe: the config of a component of one slot, with what all of them have. */
export type SectionSchema<C extends AnyComponent, S extends string, E extends z.ZodRawShape> = z.ZodType<
  ParsedSlotConfig<C, S> & ([keyof E] extends [never] ? unknown : z.output<z.ZodObject<E>>),
  SlotConfig<C, S> & ([keyof E] extends [never] ? unknown : z.input<z.ZodObject<E>>)
>;

/**
 * Makes the schema of a section out of those of the components that fit, told apart by `type`.
 *
 * @param common options that every component of the slot has.
 */
export function sectionSchema<C extends AnyComponent, D extends AnyComponent, E extends z.ZodRawShape>(
  registry: TypedComponents<C>,
  slot: SlotKey<D>,
  common: E,
): SectionSchema<C, D['slot'], E> {
  const schema = typeUnion(
    registry
      .of(slot)
      .map(({ type, configSchema }) => configSchema.safeExtend({ ...common, type: z.literal(type) })),
  );
  // A union made from a list has lost what its members are; C says it.
  return schema as SectionSchema<C, D['slot'], E>;
}

/** One of several schemas, told apart by `type`. Where there are none, nothing fits. */
export function typeUnion(schemas: readonly z.ZodObject<{ type: z.ZodLiteral<string> }>[]): z.ZodType {
  const [first, ...others] = schemas;
  return first ? z.discriminatedUnion('type', [first, ...others]) : z.never();
}
