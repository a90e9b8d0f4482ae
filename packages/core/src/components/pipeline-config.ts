import type { z } from 'zod';
import type { Component, Slot } from './component.js';

/** Any component, whatever its options. */
export type AnyComponent = {
  [S in Slot]: Component<S, string, z.ZodObject>;
}[Slot];

/** `z.input` of a strict object without entries is `Record<string, never>`, which leaves no room for `type`. */
/** Options of a component as they are written in a config, before defaults are filled in. */
export type OptionsOf<Schema extends z.ZodObject> = string extends keyof z.input<Schema>
  ? unknown
  : z.input<Schema>;

/** Config of one component: its type and its options. */
export type ConfigOf<C> =
  C extends Component<Slot, infer T, infer Schema> ? { readonly type: T } & OptionsOf<Schema> : never;

/** Configs that fit slot `S` of a registry: one alternative for each component, told apart by `type`. */
export type SlotConfig<C extends AnyComponent, S extends Slot> = ConfigOf<Extract<C, { readonly slot: S }>>;

/** A whole pipeline as plain data; swapping an encoder is changing one entry. */
export interface PipelineConfig<C extends AnyComponent = AnyComponent> {
  readonly textEncoder: SlotConfig<C, 'textEncoder'>;
  readonly imageEncoder: SlotConfig<C, 'imageEncoder'>;
  readonly head: SlotConfig<C, 'head'>;
  /** Left out: no regularisation. */
  readonly regularizer?: SlotConfig<C, 'regularizer'>;
}
