import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createModelStore, type ModelProgress } from '@langseg/adapters/node';
import { LangSegError, parseBundleConfig, type RunOptions } from '@langseg/core';

/** A model bundle that browsers can load from here. */
export interface ServedModel {
  /** Part of its address. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly folder: string;
  /** Paths of its files with forward slashes; nothing else in the folder is served. */
  readonly files: ReadonlySet<string>;
  readonly bytes: number;
}

/**
 * Finds the bundle that `--model` names, and downloads it if it is on the hub or a web server. The embedded model is not
 * served: the playground has it.
 *
 * @throws LangSegError as `ModelStore.resolve`.
 */
export async function findServedModel(
  ref: string,
  options: RunOptions & { readonly onProgress?: (event: ModelProgress) => void },
): Promise<ServedModel | undefined> {
  if (ref === 'default') return undefined;
  const assets = await createModelStore().resolve(ref, options);
  const config = await assets.model('config.json');
  if (config.kind !== 'file')
    throw new LangSegError('IO_FAILED', `${ref} has no files that could be served.`, { ref });
  const folder = dirname(config.path);
  const { name, files } = parseBundleConfig(JSON.parse(await readFile(join(folder, 'config.json'), 'utf8')));
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  return { id: idOf(ref), name, folder, files: new Set(['config.json', ...Object.keys(files)]), bytes };
}

/** The last part of a path, address or hub id, in letters that need no escapes. */
function idOf(ref: string): string {
  const path = /^(https?|file):/i.test(ref) ? new URL(ref).pathname : ref.replace(/@.*$/, '');
  const id = basename(path.replace(/[\\/]+(config\.json)?$/, ''))
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+|-+$/g, '');
  return id === '' || id === 'default' ? 'model' : id;
}
