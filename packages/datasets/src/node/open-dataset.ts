import { withIoErrors } from '@langseg/adapter-node';
import {
  createRegistry,
  LangSegError,
  listProblems,
  safeParse,
  type AnyConfig,
  type ComponentSet,
} from '@langseg/core';
import * as z from 'zod';
import { layoutSlot } from '../layout/layout-component.js';
import type { FolderLayout, Layout } from '../layout/layout.js';
import { placeOptions } from '../layout/place-options.js';
import { maskValues } from '../mask-values.js';
import type { DatasetConfig } from './dataset-config.js';
import type { FileDataset } from './file-dataset.js';
import { layoutComponents } from './layout-components.js';
import { pairFiles, type PairedFiles } from './pair-files.js';
import { readSample } from './read-sample.js';

const placeKeys = Object.keys(placeOptions);
const place = z.object(placeOptions);
const builtIn = createRegistry(layoutComponents);

/**
 * Finds the files of a data set. None is decoded yet: `checkDataset` does that.
 *
 * @throws LangSegError `CONFIG_INVALID` for a wrong config or list of classes, `NOT_FOUND` for missing folders or lists,
 * an empty data set and, unless `onError` is `skip`, samples without photo or mask; `IO_FAILED`.
 */
export async function openDataset(config: DatasetConfig): Promise<FileDataset>;
/** @param registry holds the layout. */
export async function openDataset(config: AnyConfig, registry: ComponentSet): Promise<FileDataset>;
export async function openDataset(config: AnyConfig, registry: ComponentSet = builtIn): Promise<FileDataset> {
  const own = Object.fromEntries(Object.entries(config).filter(([key]) => !placeKeys.includes(key)));
  const { component, options } = registry.parseConfig(layoutSlot, own);
  const { path, name: givenName, onError, values } = parsePlace(config);
  // A layout of a plugin may let errors of the file system through.
  const opened = await withIoErrors('open the data set', path, () => component.open({ ...options, path }));
  const layout = { ...opened, name: givenName ?? opened.name };
  const { files, incomplete, notes } = await filesOf(layout, onError);
  const { name, classes, ignoreValue, maskFormat, episodes } = layout;
  const classList = {
    classes,
    ignoreValue,
    ...(maskFormat && { maskFormat }),
    ...(values && { values: maskValues(values, layout, name) }),
  };
  const byId = new Map(files.map((file) => [file.id, file]));
  return {
    name,
    ...classList,
    ...(episodes && { episodes }),
    notes,
    ids: files.map(({ id }) => id),
    files,
    incomplete,
    onError,
    async read(id, readOptions) {
      const file = byId.get(id);
      if (!file)
        throw new LangSegError('NOT_FOUND', `The data set ${name} has no sample "${id}".`, {
          dataset: name,
          id,
        });
      return readSample({ ...file, id: `${name}/${id}` }, classList, readOptions);
    },
  };
}

function parsePlace(config: AnyConfig): z.output<typeof place> {
  const { data, error } = safeParse(place, config);
  if (data) return data;
  throw new LangSegError(
    'CONFIG_INVALID',
    `Wrong options for the data set:\n${listProblems(error)}`,
    { issues: error.issues },
    { cause: error },
  );
}

async function filesOf(layout: Layout, onError: FileDataset['onError']): Promise<PairedFiles> {
  if ('files' in layout) {
    const { name, files } = layout;
    if (files.length > 0) return { files, incomplete: [], notes: [] };
    throw new LangSegError('NOT_FOUND', `The data set ${name} is empty.`, { dataset: name });
  }
  const paired = await pairFiles(layout);
  const { files, incomplete, notes } = paired;
  if (incomplete.length > 0 && onError === 'fail') throw incompleteError(layout, paired);
  if (files.length > 0) return paired;
  if (layout.ids?.length === 0)
    throw new LangSegError('NOT_FOUND', `The data set ${layout.name} is empty: its list names no photo.`, {
      dataset: layout.name,
    });
  throw new LangSegError(
    'NOT_FOUND',
    `The data set ${layout.name} is empty: no photo of ${layout.imageFolder} has a mask in ${layout.maskFolder} ` +
      `(same name, ending in ${layout.maskEnding}). ${notes.join(' ')}`.trimEnd(),
    { dataset: layout.name, images: layout.imageFolder, masks: layout.maskFolder },
  );
}

function incompleteError({ name }: FolderLayout, { files, incomplete, notes }: PairedFiles): LangSegError {
  const shown = incomplete.slice(0, 5).map(({ message }) => message);
  return new LangSegError(
    incomplete[0].code,
    `${incomplete.length} of ${files.length + incomplete.length} samples of the data set ${name} lack a photo or ` +
      `mask:\n${shown.map((message) => `  ${message}`).join('\n')}${incomplete.length > shown.length ? '\n  …' : ''}\n` +
      ['Complete them, or skip them with onError: "skip".', ...notes].join('\n'),
    { dataset: name, missing: incomplete.length, examples: shown },
  );
}
