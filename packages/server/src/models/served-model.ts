import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createModelStore, type ModelProgress } from '@langseg/adapter-node';
import { LangSegError, parseBundleConfig, type RunOptions } from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';

/** A model bundle that browsers can load from here. */
export interface ServedModel {
  /** Part of its address. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** The embedded one comes with LangSeg; its files are not served, for the playground has them. */
  readonly kind: 'embedded' | 'bundle';
  readonly description?: string;
  readonly license?: string;
  /** Type of each part of the pipeline. */
  readonly components: Readonly<Record<string, string>>;
  /** Its `preprocessor_config.json`. */
  readonly preprocessing?: Readonly<Record<string, unknown>>;
  readonly folder: string;
  /** Paths of its files with forward slashes; nothing else in the folder is served. */
  readonly files: ReadonlySet<string>;
  readonly bytes: number;
}

/**
 * Finds the bundle that `--model` names, and downloads it if it is on the hub or a web server.
 *
 * @throws LangSegError as `ModelStore.resolve`.
 */
export async function findServedModel(
  ref: string,
  options: RunOptions & { readonly onProgress?: (event: ModelProgress) => void },
): Promise<ServedModel> {
  const isEmbedded = ref === 'default';
  const place = isEmbedded ? fileURLToPath(bundleUrl) : ref;
  const assets = await createModelStore().resolve(place, options);
  const config = await assets.model('config.json');
  if (config.kind !== 'file')
    throw new LangSegError('IO_FAILED', `${ref} has no files that could be served.`, { ref });
  const folder = dirname(config.path);
  const json = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, file), 'utf8'));
  const { name, description, license, pipeline, files } = parseBundleConfig(await json('config.json'));
  const preprocessing =
    'preprocessor_config.json' in files ? await json('preprocessor_config.json') : undefined;
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
  return {
    id: isEmbedded ? 'default' : idOf(ref),
    name,
    kind: isEmbedded ? 'embedded' : 'bundle',
    description,
    license,
    components: componentsOf(pipeline),
    preprocessing: preprocessing as ServedModel['preprocessing'],
    folder,
    files: new Set(['config.json', ...Object.keys(files)]),
    bytes,
  };
}

function componentsOf(pipeline: Readonly<Record<string, unknown>>): Record<string, string> {
  const types = Object.entries(pipeline).map(([slot, part]) => [
    slot,
    (part as { type?: unknown } | null)?.type,
  ]);
  return Object.fromEntries(types.filter(([, type]) => typeof type === 'string')) as Record<string, string>;
}

/** The last part of a path, address or hub id, in letters that need no escapes. */
function idOf(ref: string): string {
  const path = /^(https?|file):/i.test(ref) ? new URL(ref).pathname : ref.replace(/@.*/s, '');
  const id = basename(path.replace(/(?<![\\/])[\\/]+(config\.json)?$/, ''))
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+|(?<!-)-+$/g, '');
  return id === '' || id === 'default' ? 'model' : id;
}
