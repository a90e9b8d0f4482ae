import type * as z from 'zod';
import { LangSegError } from '../errors/lang-seg-error.js';
import { listProblems } from '../errors/list-problems.js';
import { safeParse } from '../errors/safe-parse.js';
import type { AnyComponent } from './component.js';
import type { AnyConfig } from './pipeline-config.js';
import type { Plugin } from './plugin.js';
import type { SlotKey } from './slot-key.js';

/** A config that was checked, with the component that it names. */
export interface ParsedConfig<D extends AnyComponent> {
  readonly component: D;
  /** The component's options with defaults filled in, without `type`. */
  readonly options: z.output<D['configSchema']>;
}

/** An immutable set of components of any slots, each known by its slot and type. */
export class ComponentSet {
  readonly components: readonly AnyComponent[];
  readonly #packages: ReadonlyMap<AnyComponent, string>;

  /** @throws LangSegError `CONFIG_INVALID` when two components share slot and type, `VERSION_UNSUPPORTED`. */
  constructor(
    components: readonly AnyComponent[],
    packages: ReadonlyMap<AnyComponent, string> = new Map<AnyComponent, string>(),
  ) {
    for (const [index, { slot, type, specVersion }] of components.entries()) {
      if (specVersion !== 1)
        throw new LangSegError(
          'VERSION_UNSUPPORTED',
          `Component ${slot} "${type}" has an unknown specVersion.`,
          { slot, type, specVersion },
        );
      if (components.findIndex((other) => other.slot === slot && other.type === type) !== index)
        throw new LangSegError('CONFIG_INVALID', `Two components are called ${slot} "${type}".`, {
          slot,
          type,
        });
    }
    this.components = components;
    this.#packages = packages;
  }

  /** Type names that fit a slot. */
  typesOf(slot: string): string[] {
    return this.components.filter((component) => component.slot === slot).map(({ type }) => type);
  }

  /**
   * The components of a slot.
   *
   * @throws LangSegError `CONFIG_INVALID` for one that lacks what the slot asks for.
   */
  of<D extends AnyComponent>(slot: SlotKey<D>): D[] {
    return this.components
      .filter((component) => component.slot === slot.name)
      .map((component) => slot.check(component));
  }

  /** @throws LangSegError `CONFIG_INVALID` naming the types that are known. */
  find<D extends AnyComponent>(slot: SlotKey<D>, type: string): D {
    const found = this.of(slot).find((component) => component.type === type);
    if (found) return found;
    const known = this.typesOf(slot.name);
    throw new LangSegError(
      'CONFIG_INVALID',
      `Unknown ${slot.name} "${type}"; known: ${known.join(', ') || 'none'}. Add others with registry.with() or --plugin.`,
      { slot: slot.name, type, known },
    );
  }

  /**
   * Checks the config of one component.
   *
   * @throws LangSegError `CONFIG_INVALID` naming the slot, what was found and what is known.
   */
  parseConfig<D extends AnyComponent>(slot: SlotKey<D>, config: unknown): ParsedConfig<D> {
    if (!isConfig(config))
      throw new LangSegError(
        'CONFIG_INVALID',
        `The ${slot.name} needs a "type", one of: ${this.typesOf(slot.name).join(', ')}.`,
        { slot: slot.name, found: config },
      );
    const { type, ...options } = config;
    const component = this.find(slot, type);
    const schema: D['configSchema'] = component.configSchema;
    const result = safeParse(schema, options);
    if (result.success) return { component, options: result.data };
    throw new LangSegError(
      'CONFIG_INVALID',
      `Wrong options for ${slot.name} "${type}":\n${listProblems(result.error)}`,
      { slot: slot.name, type, issues: result.error.issues },
    );
  }

  /** The package to install for a component that came with a plugin. */
  packageOf(component: AnyComponent): string | undefined {
    return this.#packages.get(component);
  }

  /** What a larger set is made of. A plugin that was added already changes nothing. */
  protected extended(
    components: readonly AnyComponent[],
    plugins: readonly Plugin[] = [],
  ): { readonly components: readonly AnyComponent[]; readonly packages: ReadonlyMap<AnyComponent, string> } {
    const added = new Map(
      plugins.flatMap(({ name, components: theirs }) =>
        theirs.filter((part) => !this.components.includes(part)).map((part) => [part, name] as const),
      ),
    );
    return {
      components: [...this.components, ...components, ...added.keys()],
      packages: new Map([...this.#packages, ...added]),
    };
  }
}

function isConfig(value: unknown): value is AnyConfig {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
