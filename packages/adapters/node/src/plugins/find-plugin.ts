import { messageOf } from '@langseg/adapter-common';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { LangSegError } from '@langseg/core';
import { moduleResolve } from 'import-meta-resolve';
import { readManifest } from './read-manifest.js';

/** Where a plugin's code is. */
export interface PluginPlace {
  /** What to import; `loadPlugin` takes it as well, in other threads and processes too. */
  readonly url: URL;
  /** The package's name, or the file's. */
  readonly name: string;
  /** Path of the plugin inside of the module's exports, where the address has one: `default.plugins.0`. */
  readonly inside?: string;
}

/**
 * Finds the module of a plugin; nothing of it is run.
 *
 * @param specifier a package (`langseg-jpeg2000`, `@scope/name/part`), or a file or folder (`./mine.js`, `/x/mine`,
 * `file:///x/mine.js`).
 * @param from folder from which packages and relative paths are looked for.
 * @throws LangSegError `NOT_FOUND`.
 */
export function findPlugin(specifier: string, from: string): PluginPlace {
  if (/^file:/i.test(specifier)) {
    const [address, inside] = specifier.split('#', 2);
    return { ...findPath(specifier, pathOfAddress(address)), ...(inside && { inside }) };
  }
  const path = pathOf(specifier, from);
  return path === undefined ? findPackage(specifier, from) : findPath(specifier, path);
}

/** As Node tells paths from packages; `undefined` for a package. */
function pathOf(specifier: string, from: string): string | undefined {
  return isAbsolute(specifier) || /^\.{1,2}($|[/\\])/.test(specifier) ? resolve(from, specifier) : undefined;
}

function pathOfAddress(address: string): string {
  try {
    return fileURLToPath(address);
  } catch (cause) {
    throw new LangSegError(
      'NOT_FOUND',
      `"${address}" is not the address of a local file: ${messageOf(cause)}`,
      { specifier: address },
      { cause },
    );
  }
}

function findPath(specifier: string, path: string): PluginPlace {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory();
  if (isFolder === false) return { url: pathToFileURL(path), name: packageAround(path) ?? nameOf(path) };
  if (isFolder === undefined)
    throw new LangSegError('NOT_FOUND', `There is no plugin "${specifier}": ${path} does not exist.`, {
      specifier,
      path,
    });
  const { name = nameOf(path), exports } = readManifest(path);
  try {
    const url = exports
      ? resolveModule(name, path)
      : pathToFileURL(createRequire(join(path, 'package.json')).resolve(path));
    return { url, name };
  } catch (cause) {
    throw new LangSegError(
      'NOT_FOUND',
      `The folder ${path} has no module to load as a plugin: it needs a package.json with "exports" or "main", or an index.js. ` +
        `Name the file itself otherwise. (${messageOf(cause).split('\n', 1)[0]})`,
      { specifier, path },
      { cause },
    );
  }
}

function findPackage(specifier: string, from: string): PluginPlace {
  const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  try {
    const url = resolveModule(specifier, from);
    if (url.protocol === 'file:' && existsSync(url)) return { url, name };
  } catch (cause) {
    if (!isNotFound(cause))
      throw new LangSegError(
        'NOT_FOUND',
        `The package "${name}" can't be loaded as the plugin "${specifier}": ${messageOf(cause)}`,
        { specifier, from },
        { cause },
      );
  }
  const hint = existsSync(resolve(from, specifier))
    ? `There is a file or folder of that name: write ./${specifier} to load it.`
    : `Install it: npm install ${name}`;
  throw new LangSegError(
    'NOT_FOUND',
    `There is no plugin "${specifier}" in ${join(from, 'node_modules')} or in those of the folders above. ${hint}`,
    { specifier, from },
  );
}

/** By the rules for `import` and, for packages that have nothing to import, those for `require`. */
function resolveModule(specifier: string, from: string): URL {
  const parent = pathToFileURL(join(from, 'package.json'));
  try {
    return moduleResolve(specifier, parent, new Set(['node', 'import']));
  } catch (error) {
    if (codeOf(error) !== 'ERR_PACKAGE_PATH_NOT_EXPORTED') throw error;
    return moduleResolve(specifier, parent, new Set(['node', 'require']));
  }
}

function isNotFound(error: unknown): boolean {
  return ['ERR_MODULE_NOT_FOUND', 'ERR_INVALID_MODULE_SPECIFIER'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** The package that a file of `node_modules` belongs to. */
function packageAround(path: string): string | undefined {
  return /^.*[/\\]node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)[/\\]/s.exec(path)?.[1].replace('\\', '/');
}

/** What a file or folder of no package is called. */
function nameOf(path: string): string {
  return (
    basename(path)
      .replace(/[^a-z0-9._-]/gi, '-')
      .replace(/^[^a-z0-9]+/i, '') || 'plugin'
  );
}
