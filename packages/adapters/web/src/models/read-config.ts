import { bundleFileTable, configLimit, type FileTable } from '@langseg/adapter-common';
import { LangSegError, type RunOptions } from '@langseg/core';
import { downloadBytes } from './download-bytes.js';
import type { LocatedModel } from './located-model.js';
import { readBlob, type FileContext } from './model-files.js';

/** A bundle's `config.json`. */
export interface ReadConfig {
  readonly text: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly table: FileTable;
}

/** When a copy is at hand, the server gets this long, in milliseconds, to tell of a newer one. */
const patience = 3000;

/**
 * Reads a model's `config.json` from where it is, never from the cache.
 *
 * @param options.hasCopy don't try long: there is a cached one.
 * @throws LangSegError `NOT_FOUND`, `NETWORK_FAILED`, `CONFIG_INVALID`, `VERSION_UNSUPPORTED`, `FILE_UNSAFE`, `ABORTED`.
 */
export async function readConfig(
  model: LocatedModel,
  context: FileContext,
  { hasCopy, signal }: RunOptions & { readonly hasCopy: boolean },
): Promise<ReadConfig> {
  const place = model.locate('config.json');
  if (place === undefined)
    throw new LangSegError('NOT_FOUND', `${model.name} has no config.json among its files.`, {
      model: model.id,
    });
  const file = 'config.json';
  const bytes =
    place instanceof Blob
      ? await readBlob(place, file)
      : await downloadBytes(place, {
          ...context,
          ...(hasCopy && { retries: 0, timeout: patience }),
          file,
          limit: configLimit,
          reload: true,
          signal,
        });
  return parseConfig(model, bytes);
}

/** Errors as {@link readConfig}. */
export function parseConfig({ id, name }: LocatedModel, bytes: Uint8Array<ArrayBuffer>): ReadConfig {
  const text = new TextDecoder().decode(bytes);
  // Servers of single-page apps answer everything they don't have with their page.
  if (text.trimStart().startsWith('<'))
    throw new LangSegError(
      'NOT_FOUND',
      `Expected the config.json of a model at ${name}, got a web page. Check the address, and that the files are served.`,
      { model: id },
    );
  const table = withoutModelCard(bundleFileTable(bytes));
  if (!table || Object.keys(table).length === 0)
    throw new LangSegError(
      'CONFIG_INVALID',
      `${name} is not a LangSeg bundle: its config.json names no files. Convert the model with "langseg convert".`,
      { model: id },
    );
  return { text, bytes, table };
}

/** The model card is for people, who find it where the model is published. */
function withoutModelCard(table: FileTable | undefined): FileTable | undefined {
  return table && Object.fromEntries(Object.entries(table).filter(([path]) => path !== 'README.md'));
}
