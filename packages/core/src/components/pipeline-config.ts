import type { AnyComponent, ConfigOf } from './component.js';

/** Config of some component: its type and whatever options it has. */
export interface AnyConfig {
  readonly type: string;
  readonly [option: string]: unknown;
}

/** Configs that fit slot `S` of a registry: one alternative for each component, told apart by `type`. */
export type SlotConfig<C extends AnyComponent, S extends string> = string extends C['slot']
  ? AnyConfig
  : ConfigOf<Extract<C, { readonly slot: S }>>;

/** A whole pipeline as plain data; swapping an encoder is changing one entry. */
export interface PipelineConfig<C extends AnyComponent = AnyComponent> {
  readonly textEncoder: SlotConfig<C, 'textEncoder'>;
  readonly imageEncoder: SlotConfig<C, 'imageEncoder'>;
  readonly head: SlotConfig<C, 'head'>;
  /** Left out: no regularisation. */
  readonly regularizer?: SlotConfig<C, 'regularizer'>;
  /** Left out: outlines are those of the upsampled logits. */
  readonly refiner?: SlotConfig<C, 'refiner'>;
}
