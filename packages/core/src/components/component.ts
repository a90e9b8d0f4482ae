import type { z } from 'zod';
import type { AssetStore } from '../interfaces/asset-store.js';
import type { Head } from '../interfaces/head.js';
import type { ImageEncoder } from '../interfaces/image-encoder.js';
import type { Preprocessing } from '../interfaces/preprocessing.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { Runtime } from '../interfaces/runtime.js';
import type { SpatialRegularizer } from '../interfaces/spatial-regularizer.js';
import type { TextEncoder } from '../interfaces/text-encoder.js';

/** The places of a pipeline that a component can fill, and what it must provide there. */
export interface SlotTypes {
  textEncoder: TextEncoder;
  imageEncoder: ImageEncoder;
  head: Head;
  regularizer: SpatialRegularizer;
}

/** Name of a place in a pipeline. */
export type Slot = keyof SlotTypes;

/** What a component gets besides its own options. */
export interface ComponentContext extends RunOptions {
  readonly runtime: Runtime;
  /** Files of the model bundle that the config came from. */
  readonly assets: AssetStore;
  /** The bundle's preprocessing, for image encoders. */
  readonly preprocessing: Preprocessing;
}

/** A plugin: a factory for one slot, known by a type name, with a schema for its options. */
export interface Component<
  S extends Slot = Slot,
  T extends string = string,
  C extends z.ZodObject = z.ZodObject,
> {
  readonly specVersion: 1;
  readonly slot: S;
  /** Name used in configs: `{ "type": "dpt-vit", … }`. */
  readonly type: T;
  /** Options beside `type`; use `z.strictObject` so that misspelt options are errors. */
  readonly configSchema: C;
  create(config: z.output<C>, context: ComponentContext): Promise<SlotTypes[S]>;
}

/** Declares a component with its types inferred. Publish the result; users add it with `registry.with(…)`. */
export function defineComponent<const S extends Slot, const T extends string, C extends z.ZodObject>(
  component: Component<S, T, C>,
): Component<S, T, C> {
  return component;
}
