import type { z } from 'zod';
import type { AssetStore } from '../interfaces/asset-store.js';
import type { Head } from '../interfaces/head.js';
import type { ImageEncoder } from '../interfaces/image-encoder.js';
import type { Preprocessing } from '../interfaces/preprocessing.js';
import type { Refiner } from '../interfaces/refiner.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { Runtime } from '../interfaces/runtime.js';
import type { SpatialRegularizer } from '../interfaces/spatial-regularizer.js';
import type { TextEncoder } from '../interfaces/text-encoder.js';
import type { Component } from './component.js';
import { defineSlot } from './slot-key.js';

/** The places of a pipeline that a component can fill, and what it must provide there. */
export interface SlotTypes {
  textEncoder: TextEncoder;
  imageEncoder: ImageEncoder;
  head: Head;
  regularizer: SpatialRegularizer;
  refiner: Refiner;
}

/** Name of a place in a pipeline. */
export type Slot = keyof SlotTypes;

/** What a component of a pipeline gets besides its own options. */
export interface ComponentContext extends RunOptions {
  readonly runtime: Runtime;
  /** Files of the model bundle that the config came from. */
  readonly assets: AssetStore;
  /**
   * Builds a part that this one wraps, of the same bundle and registry. Absent where a component is created by hand.
   *
   * @param config its type and options.
   * @throws LangSegError `CONFIG_INVALID`, and what that component throws.
   */
  readonly build?: <S extends Exclude<Slot, 'imageEncoder'>>(
    slot: S,
    config: unknown,
  ) => Promise<SlotTypes[S]>;
}

/** What an image encoder gets besides its own options. */
export interface ImageEncoderContext extends ComponentContext {
  /** The bundle's `preprocessor_config.json`. */
  readonly preprocessing: Preprocessing;
}

/** What the components of a slot get besides their own options. */
export type ContextOf<S extends Slot> = S extends 'imageEncoder' ? ImageEncoderContext : ComponentContext;

/** A component that builds one part of a pipeline. */
export interface PipelineComponent<
  S extends Slot = Slot,
  T extends string = string,
  C extends z.ZodObject = z.ZodObject,
> extends Component<S, T, C> {
  create(config: z.output<C>, context: ContextOf<S>): Promise<SlotTypes[S]>;
}

/** Declares a component of a pipeline with its types inferred. Users add it with `registry.with(…)`. */
export function defineComponent<const S extends Slot, const T extends string, C extends z.ZodObject>(
  component: PipelineComponent<S, T, C>,
): PipelineComponent<S, T, C> {
  return component;
}

const members = ['create'] as const;

/** The slots of a pipeline, by which a registry is asked for their components. */
export const pipelineSlots = {
  textEncoder: defineSlot<PipelineComponent<'textEncoder'>>({
    name: 'textEncoder',
    what: 'text encoder',
    members,
  }),
  imageEncoder: defineSlot<PipelineComponent<'imageEncoder'>>({
    name: 'imageEncoder',
    what: 'image encoder',
    members,
  }),
  head: defineSlot<PipelineComponent<'head'>>({ name: 'head', what: 'head', members }),
  regularizer: defineSlot<PipelineComponent<'regularizer'>>({
    name: 'regularizer',
    what: 'regulariser',
    members,
  }),
  refiner: defineSlot<PipelineComponent<'refiner'>>({ name: 'refiner', what: 'refiner', members }),
};
