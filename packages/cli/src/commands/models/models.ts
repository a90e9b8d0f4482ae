import { createModelStore, type CachedModel } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import prettyBytes from 'pretty-bytes';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';
import type { CommandContext } from '../command-context.js';
import { showDownload } from '../show-download.js';
import { defaultModel } from './default-model.js';

/** Options of the commands below `langseg models`. */
export interface ModelsOptions {
  readonly json?: boolean;
}

/** Prints the embedded model and those in the cache. */
export async function listModels({ json }: ModelsOptions, { terminal }: CommandContext): Promise<void> {
  const store = createModelStore();
  const embedded = await defaultModel();
  const cached = await store.list();
  if (json) {
    await terminal.printJson(embedded);
    for (const model of cached) await terminal.printJson(factsOf(model));
    return;
  }
  const { dim } = terminal.colors;
  const rows = [
    [embedded.id, '', prettyBytes(embedded.bytes), dim('embedded')],
    ...cached.map((model) => [
      printable(model.id),
      printable(model.revision ?? ''),
      prettyBytes(model.bytes),
      dim(`${model.date.slice(0, 10)}${model.complete ? '' : ', in part'}`),
    ]),
  ];
  await terminal.print(plainTable(rows, ['left', 'left', 'right']));
  if (cached.length > 0) await terminal.print(dim(`  in ${printable(store.cacheDir)}`));
}

/** Downloads a model, or brings it up to date. */
export async function pullModel(
  ref: string,
  { json }: ModelsOptions,
  { io: { signal }, terminal }: CommandContext,
): Promise<void> {
  if (ref === 'default') throw isEmbedded('there is nothing to download');
  const model = await showDownload(
    terminal,
    (onProgress) => createModelStore().pull(ref, { signal, onProgress }),
    { mayBeFolder: false },
  );
  if (json) return terminal.printJson(factsOf(model));
  await terminal.print(`${printable(ref)}: ${prettyBytes(model.bytes)} in ${printable(model.path)}`);
}

/** Compares a model's files with their hashes. */
export async function verifyModel(
  ref: string,
  { json }: ModelsOptions,
  { io: { signal }, terminal }: CommandContext,
): Promise<void> {
  const place = ref === 'default' ? (await defaultModel()).path : ref;
  const files = await createModelStore().verify(place, { signal });
  if (json) return terminal.printJson({ id: ref, intact: true, files });
  const rows = Object.entries(files).map(([file, { bytes, sha256 }]) => [
    terminal.colors.green('✓'),
    printable(file),
    prettyBytes(bytes),
    terminal.colors.dim(sha256.slice(0, 12)),
  ]);
  await terminal.print(plainTable(rows, ['left', 'left', 'right']));
}

/** Removes a model from the cache. */
export async function removeModel(
  ref: string,
  { json }: ModelsOptions,
  { io: { signal }, terminal }: CommandContext,
): Promise<void> {
  if (ref === 'default') throw isEmbedded('uninstall the package to remove it');
  const model = await createModelStore().remove(ref, { signal });
  if (json) return terminal.printJson({ ...factsOf(model), removed: true });
  await terminal.print(`Removed ${printable(ref)}, ${prettyBytes(model.bytes)}.`);
}

function isEmbedded(reason: string): LangSegError {
  return new LangSegError('USAGE', `The default model is part of LangSeg: ${reason}.`);
}

function factsOf({ id, revision, date, complete, bytes, path }: CachedModel): Partial<CachedModel> {
  return { id, revision, date, complete, bytes, path };
}
