import { safeParse } from '@langseg/core';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolvePlugin } from '@langseg/adapter-node';
import type { ComponentSet, Plugin } from '@langseg/core';
import * as z from 'zod';

const withList = z.object({ plugins: z.array(z.string()) });

/** The plugins that a recipe names before it is checked, which its schema depends on. A list that is none is found then. */
export function namedPlugins(recipe: unknown): readonly string[] {
  return safeParse(withList, recipe).data?.plugins ?? [];
}

/**
 * Where a plugin is, so that it is found wherever the recipe goes: in the folder of the run, in other threads.
 *
 * @param plugin a package or path.
 * @param folder from which it is looked for.
 * @returns an absolute path, or an address where that says more.
 * @throws LangSegError `NOT_FOUND`.
 */
export async function locatePlugin(plugin: string, folder: string): Promise<string> {
  const address = await resolvePlugin(plugin, { from: folder });
  // Such an address names a value inside of a module, which no path does.
  if (address.includes('#')) return address;
  const found = fileURLToPath(address);
  // A folder says more than the file inside of it: its package has a name.
  return /^\.{1,2}($|[/\\])/.test(plugin) || isAbsolute(plugin) ? resolve(folder, plugin) : found;
}

/** A registry, whatever components it holds. */
export type ExtensibleSet = ComponentSet & { use(...plugins: readonly Plugin[]): ComponentSet };
