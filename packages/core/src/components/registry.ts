import { z } from 'zod';
import { LangSegError } from '../errors/lang-seg-error.js';
import type { ComponentContext, Slot, SlotTypes } from './component.js';
import type { AnyComponent, PipelineConfig } from './pipeline-config.js';

/** The built parts of a pipeline. */
export interface PipelineParts {
  readonly textEncoder: SlotTypes['textEncoder'];
  readonly imageEncoder: SlotTypes['imageEncoder'];
  readonly head: SlotTypes['head'];
  readonly regularizer?: SlotTypes['regularizer'];
}

const slots = ['textEncoder', 'imageEncoder', 'head', 'regularizer'] as const satisfies readonly Slot[];
const optionalSlots: readonly Slot[] = ['regularizer'];

/** An immutable set of components: turns configs into pipelines. Make one with {@link createRegistry}. */
export class Registry<C extends AnyComponent> {
  readonly components: readonly C[];

  constructor(components: readonly C[]) {
    for (const [index, { slot, type, specVersion }] of components.entries()) {
      if (specVersion !== 1)
        throw new LangSegError(
          'VERSION_UNSUPPORTED',
          `Component ${slot} "${type}" has an unknown specVersion.`,
          {
            slot,
            type,
            specVersion,
          },
        );
      if (components.findIndex((other) => other.slot === slot && other.type === type) !== index)
        throw new LangSegError('CONFIG_INVALID', `Two components are called ${slot} "${type}".`, {
          slot,
          type,
        });
    }
    this.components = components;
  }

  /**
   * A new registry with further components; this one stays as it is.
   *
   * @throws LangSegError `CONFIG_INVALID` when a slot and type are taken, `VERSION_UNSUPPORTED`.
   */
  with<const A extends readonly AnyComponent[]>(...components: A): Registry<C | A[number]> {
    return new Registry<C | A[number]>([...this.components, ...components]);
  }

  /** Type names that fit a slot. */
  typesOf(slot: Slot): string[] {
    return this.components.filter((component) => component.slot === slot).map(({ type }) => type);
  }

  /** Checks a config at compile time and gives it back; handy for configs written in TypeScript. */
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
    if (typeof config !== 'object' || config === null)
      throw new LangSegError('CONFIG_INVALID', `A pipeline config is an object with ${slots.join(', ')}.`, {
        config,
      });
    const extra = Object.keys(config).filter((key) => !slots.includes(key as Slot));
    if (extra.length > 0)
      throw new LangSegError(
        'CONFIG_INVALID',
        `Unknown pipeline entry "${extra[0]}"; expected ${slots.join(', ')}.`,
        { unknown: extra },
      );
    const entries = slots.flatMap((slot) => {
      const value: unknown = (config as Record<string, unknown>)[slot];
      if (value === undefined && optionalSlots.includes(slot)) return [];
      return [[slot, this.#parseSlot(slot, value)]];
    });
    return Object.fromEntries(entries) as PipelineConfig<C>;
  }

  /**
   * Builds all parts of a pipeline; when one fails, those already built are disposed.
   *
   * @throws LangSegError `CONFIG_INVALID` as {@link Registry.parse}, or when text and image embeddings differ in
   * length; and whatever the components throw.
   */
  async create(config: PipelineConfig<C>, context: ComponentContext): Promise<PipelineParts> {
    const parsed = this.parse(config) as Record<Slot, { type: string } | undefined>;
    const built: Partial<SlotTypes> = {};
    try {
      for (const slot of slots) {
        const options = parsed[slot];
        if (!options) continue;
        const { type, ...rest } = options;
        const component = this.#find(slot, type);
        Object.assign(built, { [slot]: await component.create(rest, context) });
      }
      const parts = built as PipelineParts;
      const [text, image] = [parts.textEncoder.embeddingDim, parts.imageEncoder.embeddingDim];
      if (text !== image)
        throw new LangSegError(
          'CONFIG_INVALID',
          `Text embeddings have length ${text} but pixel embeddings ${image}: these encoders were not trained together.`,
          { text, image },
        );
      return parts;
    } catch (error) {
      await Promise.allSettled(Object.values(built).map((part) => part.dispose()));
      throw error;
    }
  }

  /** JSON Schema of a pipeline config, for completion in editors. */
  jsonSchema(): Record<string, unknown> {
    const alternatives = (slot: Slot) =>
      this.components
        .filter((component) => component.slot === slot)
        .map((component) =>
          z.toJSONSchema(component.configSchema.extend({ type: z.literal(component.type) }), { io: 'input' }),
        );
    return {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: Object.fromEntries(slots.map((slot) => [slot, { anyOf: alternatives(slot) }])),
      required: slots.filter((slot) => !optionalSlots.includes(slot)),
      additionalProperties: false,
    };
  }

  #parseSlot(slot: Slot, value: unknown): { type: string } {
    const type: unknown =
      typeof value === 'object' && value !== null && 'type' in value ? value.type : undefined;
    const component = typeof type === 'string' ? this.#find(slot, type) : undefined;
    if (!component)
      throw new LangSegError(
        'CONFIG_INVALID',
        `The pipeline's ${slot} needs a "type", one of: ${this.typesOf(slot).join(', ')}.`,
        { slot, found: value },
      );
    const { type: _, ...options } = value as { type: string };
    const result = component.configSchema.safeParse(options);
    if (!result.success)
      throw new LangSegError(
        'CONFIG_INVALID',
        `Wrong options for ${slot} "${component.type}":\n${z.prettifyError(result.error)}`,
        { slot, type: component.type, issues: result.error.issues },
      );
    return { type: component.type, ...result.data };
  }

  #find(slot: Slot, type: string): AnyComponent {
    const found = this.components.find((component) => component.slot === slot && component.type === type);
    if (!found)
      throw new LangSegError(
        'CONFIG_INVALID',
        `Unknown ${slot} "${type}"; known: ${this.typesOf(slot).join(', ') || 'none'}. Add others with registry.with().`,
        { slot, type, known: this.typesOf(slot) },
      );
    return found;
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
