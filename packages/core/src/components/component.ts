import type { z } from 'zod';

/**
 * Something that can be swapped: an encoder, an optimiser, a result format. It is known by its slot, which says what it is
 * for, and its type, by which configs name it.
 */
export interface Component<
  S extends string = string,
  T extends string = string,
  C extends z.ZodObject = z.ZodObject,
> {
  readonly specVersion: 1;
  /** What it can be used as: `imageEncoder`, `optimizer`. */
  readonly slot: S;
  /** Name used in configs: `{ "type": "dpt-vit", … }`. */
  readonly type: T;
  /** Options besides `type`; use `z.strictObject` so that misspelt options are errors. */
  readonly configSchema: C;
}

/** Any component, whatever its slot and options. */
export type AnyComponent = Component;

/** `z.input` of a strict object without entries is `Record<string, never>`, which leaves no room for `type`. */
/** Options of a component as they are written in a config, before defaults are filled in. */
export type OptionsOf<Schema extends z.ZodObject> = string extends keyof z.input<Schema>
  ? unknown
  : z.input<Schema>;

/** Config of one component: its type and its options. */
export type ConfigOf<C> =
  C extends Component<string, infer T, infer Schema> ? { readonly type: T } & OptionsOf<Schema> : never;
