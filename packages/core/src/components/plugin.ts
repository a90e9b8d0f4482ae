import type { AnyComponent } from './component.js';

/** Names that npm gives packages, so that a message can safely put them after `npm install`. */
export const pluginNamePattern = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/i;

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
