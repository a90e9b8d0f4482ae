import type { AnyComponent } from './component.js';
import { ComponentSet } from './component-set.js';
import { createPipeline, parsePipeline, pipelineJsonSchema, type PipelineParts } from './pipeline.js';
import type { ImageEncoderContext } from './pipeline-component.js';
import type { PipelineConfig } from './pipeline-config.js';
import type { Plugin } from './plugin.js';

/**
 * An immutable set of components that knows their types: turns configs into pipelines. Make one with
 * {@link createRegistry}.
 */
export class Registry<C extends AnyComponent = AnyComponent> extends ComponentSet {
  declare readonly components: readonly C[];

  /**
   * A new registry with further components; this one stays as it is.
   *
   * @throws LangSegError `CONFIG_INVALID` when a slot and type are taken, `VERSION_UNSUPPORTED`.
   */
  with<const A extends readonly AnyComponent[]>(...components: A): Registry<C | A[number]> {
    const { components: all, packages } = this.extended(components);
    return new Registry<C | A[number]>(all, packages);
  }

  /**
   * A new registry with the components of plugins; it remembers which package each came from. The same plugin may be given
   * again.
   *
   * @throws LangSegError as {@link Registry.with}.
   */
  use<const P extends readonly Plugin[]>(...plugins: P): Registry<C | P[number]['components'][number]> {
    const { components, packages } = this.extended([], plugins);
    return new Registry<C | P[number]['components'][number]>(components, packages);
  }

  /** Checks a config at compile time and returns it; useful for configs written in TypeScript. */
  define(config: PipelineConfig<C>): PipelineConfig<C> {
    return config;
  }

  /**
   * Checks a config that comes from JSON.
   *
   * @returns the config with defaults filled in.
   * @throws LangSegError `CONFIG_INVALID` naming the slot, what was found and what is known.
   */
  parse(config: unknown): PipelineConfig<C> {
    const parsed: object = parsePipeline(this, config);
    return parsed as PipelineConfig<C>;
  }

  /**
   * Builds all parts of a pipeline; when one fails, those already built are disposed.
   *
   * @throws LangSegError `CONFIG_INVALID` as {@link Registry.parse}, or when text and image embeddings differ in
   * length; and whatever the components throw.
   */
  async create(config: PipelineConfig<C>, context: ImageEncoderContext): Promise<PipelineParts> {
    return createPipeline(this, config, context);
  }

  /** JSON Schema of a pipeline config, for completion in editors. */
  jsonSchema(): Record<string, unknown> {
    return pipelineJsonSchema(this);
  }
}

/**
 * A registry of components.
 *
 * @throws LangSegError `CONFIG_INVALID` when two share slot and type, `VERSION_UNSUPPORTED`.
 */
export function createRegistry<const A extends readonly AnyComponent[]>(components: A): Registry<A[number]> {
  return new Registry<A[number]>(components);
}
