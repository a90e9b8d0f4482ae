import type { AnyComponent } from './component.js';

/** The components of one package: what a plugin's package exports as `plugin` or by default. */
export interface Plugin<C extends AnyComponent = AnyComponent> {
  /** The package's name, for people who have a model that needs it: `npm install <name>`. */
  readonly name: string;
  readonly components: readonly C[];
}

/** Declares a plugin with its types inferred. */
export function definePlugin<const A extends readonly AnyComponent[]>(plugin: {
  readonly name: string;
  readonly components: A;
}): Plugin<A[number]> {
  return plugin;
}
