import { readFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { importModule, withIoErrors } from '@langseg/adapter-node';
import { decodeText, LangSegError, listProblems, safeParse } from '@langseg/core';
import * as z from 'zod';

const schema = z.strictObject({
  plugins: z
    .array(
      z.union([z.string().min(1), z.custom<object>((value) => typeof value === 'object' && value !== null)]),
    )
    .default([]),
  model: z.string().min(1).optional(),
});

/** A config with everything that it names found. */
export interface LoadedConfig {
  readonly path: string;
  readonly model?: string;
  /** Plugins as `loadPlugin` takes them, looked for from the config's folder. */
  readonly plugins: readonly string[];
}

/**
 * Reads a config.
 *
 * @throws LangSegError `CONFIG_INVALID` for one with mistakes or whose code fails, `IO_FAILED`.
 */
export async function loadConfig(path: string): Promise<LoadedConfig> {
  const url = pathToFileURL(path);
  const isJson = extname(path) === '.json';
  const exports = isJson ? undefined : await importModule(url, `the config ${path}`);
  const [place, value] = exports ? defaultOf(exports) : ['', await readJson(path)];
  const result = safeParse(schema, value);
  if (!result.success)
    throw new LangSegError(
      'CONFIG_INVALID',
      `The config ${path} has mistakes:\n${listProblems(result.error)}`,
      {
        path,
        issues: result.error.issues,
      },
    );
  const { plugins, model } = result.data;
  return {
    path,
    plugins: plugins.map((plugin, index) =>
      typeof plugin === 'string' ? plugin : `${url.href}#${place}.plugins.${index}`,
    ),
    ...(model !== undefined && {
      model: /^\.{1,2}[/\\]/.test(model) ? resolve(dirname(path), model) : model,
    }),
  };
}

/** The default export with its path; that of compiled CommonJS lies inside of one. */
function defaultOf(exports: Readonly<Record<string, unknown>>): readonly [place: string, value: unknown] {
  const { default: outer } = exports;
  return typeof outer === 'object' && outer !== null && 'default' in outer
    ? ['default.default', outer.default]
    : ['default', outer];
}

async function readJson(path: string): Promise<unknown> {
  const text = decodeText(await withIoErrors('read the config', path, () => readFile(path)), path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LangSegError(
      'CONFIG_INVALID',
      `The config ${path} is no JSON: ${String(cause)}`,
      { path },
      { cause },
    );
  }
}
