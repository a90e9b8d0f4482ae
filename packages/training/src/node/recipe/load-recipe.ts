import { readFile } from 'node:fs/promises';
import { dirname, extname, isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readTextFile, withIoErrors, withPlugins } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import { applyOverrides } from '../../recipe/apply-overrides.js';
import { parseRecipe } from '../../recipe/parse-recipe.js';
import type { TeachingConfig } from '../../recipe/teaching-schema.js';
import type { CacheFeatures, NamedWeights } from '../../recipe/training-schema.js';
import { nodeTrainingRegistry } from '../components/node-training-registry.js';
import { locatePlugin, namedPlugins, type ExtensibleSet } from '../components/recipe-plugins.js';
import { nodeRecipeSchemaOf, type NodeRecipe } from './node-recipe.js';

/** Endings that are imported as modules; the recipe is their export `recipe`. */
const moduleEndings = ['.js', '.mjs', '.ts', '.mts'];

/** Options of {@link loadRecipe}. All have defaults. */
export interface LoadRecipeOptions {
  /** Holds what recipes name besides what plugins bring. Default {@link nodeTrainingRegistry}. */
  readonly registry?: ExtensibleSet;
  /** Plugins besides those of the recipe, relative to the working folder. They become part of the recipe. */
  readonly plugins?: readonly string[];
}

/**
 * Reads a recipe: a JSON file, or a module with an export `recipe`. Paths in it are relative to its folder. Its plugins are
 * loaded, which runs their code.
 *
 * @param overrides `key=value`, applied before the recipe is checked; see `applyOverrides`.
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `CONFIG_INVALID`, `USAGE` for an override that can't be.
 */
export async function loadRecipe(
  path: string,
  overrides: readonly string[] = [],
  { registry = nodeTrainingRegistry, plugins = [] }: LoadRecipeOptions = {},
): Promise<NodeRecipe> {
  const read = moduleEndings.includes(extname(path)) ? await importRecipe(path) : await readJson(path);
  const folder = dirname(resolve(path));
  const input = applyOverrides(read, overrides);
  const located = await Promise.all([
    ...namedPlugins(input).map((plugin) => locatePlugin(plugin, folder)),
    ...plugins.map((plugin) => locatePlugin(plugin, process.cwd())),
  ]);
  const schema = nodeRecipeSchemaOf(await withPlugins(registry, located));
  return {
    ...withPathsFrom(folder, parseRecipe(input, { schema, source: path })),
    plugins: [...new Set(located)],
  };
}

/** The recipe with its relative paths made absolute. */
function withPathsFrom(folder: string, recipe: NodeRecipe): NodeRecipe {
  const { data, start, distillation, teaching, text, parameters } = recipe;
  const { cacheFeatures } = parameters;
  const located = <T extends { readonly path: string }>(dataset: T): T => ({
    ...dataset,
    path: resolve(folder, dataset.path),
  });
  return {
    ...recipe,
    data: { ...data, train: data.train.map(located), validation: data.validation.map(located) },
    text: { model: modelFrom(folder, text.model) },
    parameters: {
      ...parameters,
      ...(cacheFeatures && { cacheFeatures: featuresFrom(folder, cacheFeatures) }),
    },
    ...(start && { start: { ...start, ...weightsFrom(folder, start) } }),
    ...(teaching && { teaching: teachingFrom(folder, teaching) }),
    ...(distillation && { distillation: { ...distillation, ...weightsFrom(folder, distillation) } }),
  };
}

/** Where weights lie, as far as it is said. */
function weightsFrom(folder: string, { checkpoint, model }: NamedWeights): NamedWeights {
  return {
    ...(checkpoint !== undefined && { checkpoint: resolve(folder, checkpoint) }),
    ...(model !== undefined && { model: modelFrom(folder, model) }),
  };
}

function teachingFrom(folder: string, { folder: kept, ...teaching }: TeachingConfig): TeachingConfig {
  return {
    ...teaching,
    teachers: teaching.teachers.map((teacher) => ({ ...teacher, path: resolve(folder, teacher.path) })),
    ...(kept !== undefined && { folder: resolve(folder, kept) }),
  };
}

function featuresFrom(folder: string, cache: CacheFeatures): CacheFeatures {
  return cache.folder === undefined ? cache : { ...cache, folder: resolve(folder, cache.folder) };
}

/** A model is a path only where it looks like one: `owner/name` is one of the hub. */
function modelFrom(folder: string, ref: string): string {
  return /^\.{1,2}([\\/]|$)/.test(ref) || isAbsolute(ref) ? resolve(folder, ref) : ref;
}

async function readJson(path: string): Promise<unknown> {
  const text = await readTextFile('read the recipe', path);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LangSegError('CONFIG_INVALID', `${path} is not JSON: ${reason}`, { path }, { cause });
  }
}

async function importRecipe(path: string): Promise<unknown> {
  await withIoErrors('read the recipe', path, () => readFile(path));
  let module: Record<string, unknown>;
  try {
    module = (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new LangSegError('CONFIG_INVALID', `${path} can't be imported: ${reason}`, { path }, { cause });
  }
  if ('recipe' in module) return module.recipe;
  throw new LangSegError('CONFIG_INVALID', `${path} has no export "recipe".`, {
    path,
    exports: Object.keys(module),
  });
}
