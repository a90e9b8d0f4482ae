import { LangSegError } from '@langseg/core';
import type { z } from 'zod';
import { maskValues } from '../../data/mask-values.js';
import { parseConfig } from '../../config/parse-config.js';
import { datasetConfig, type DatasetConfig } from './dataset-config.js';
import type { FileDataset } from './file-dataset.js';
import { ade20kLayout } from './layouts/ade20k.js';
import { cocoStuffLayout } from './layouts/coco-stuff.js';
import { folderLayout } from './layouts/folder.js';
import type { Layout } from './layouts/layout.js';
import { vocLayout } from './layouts/voc.js';
import { pairFiles, type PairedFiles } from './pair-files.js';
import { readSample } from './read-sample.js';

/**
 * Finds the files of a data set. None is decoded yet: `checkDataset` does that.
 *
 * @throws LangSegError `CONFIG_INVALID` for a wrong config or list of classes, `NOT_FOUND` for missing folders or lists,
 * an empty data set and, unless `onError` is `skip`, samples without photo or mask; `IO_FAILED`.
 */
export async function openDataset(config: DatasetConfig): Promise<FileDataset> {
  const parsed = parseConfig(datasetConfig, config, 'the data set');
  const layout = await layoutOf(parsed);
  const paired = await pairFiles(layout);
  const { files, incomplete, notes } = paired;
  if (incomplete.length > 0 && parsed.onError === 'fail') throw incompleteError(layout, paired);
  if (files.length === 0)
    throw new LangSegError(
      'NOT_FOUND',
      `The data set ${layout.name} is empty: no photo of ${layout.imageFolder} has a mask in ${layout.maskFolder} ` +
        `(same name, ending in ${layout.maskEnding}). ${notes.join(' ')}`.trimEnd(),
      { dataset: layout.name, images: layout.imageFolder, masks: layout.maskFolder },
    );
  const { name, classes, ignoreValue } = layout;
  const classList = {
    classes,
    ignoreValue,
    ...(parsed.values && { values: maskValues(parsed.values, layout, name) }),
  };
  const byId = new Map(files.map((file) => [file.id, file]));
  return {
    name,
    ...classList,
    notes,
    ids: files.map(({ id }) => id),
    files,
    incomplete,
    onError: parsed.onError,
    async read(id, options) {
      const file = byId.get(id);
      if (!file)
        throw new LangSegError('NOT_FOUND', `The data set ${name} has no sample "${id}".`, {
          dataset: name,
          id,
        });
      return readSample({ ...file, id: `${name}/${id}` }, classList, options);
    },
  };
}

async function layoutOf(config: z.output<typeof datasetConfig>): Promise<Layout> {
  switch (config.type) {
    case 'folder':
      return folderLayout(config);
    case 'ade20k':
      return ade20kLayout(config);
    case 'voc':
      return vocLayout(config);
    case 'coco-stuff':
      return cocoStuffLayout(config);
  }
}

function incompleteError({ name }: Layout, { files, incomplete, notes }: PairedFiles): LangSegError {
  const shown = incomplete.slice(0, 5).map(({ message }) => message);
  return new LangSegError(
    incomplete[0].code,
    `${incomplete.length} of ${files.length + incomplete.length} samples of the data set ${name} lack a photo or ` +
      `mask:\n${shown.map((message) => `  ${message}`).join('\n')}${incomplete.length > shown.length ? '\n  …' : ''}\n` +
      ['Complete them, or leave them out with onError: "skip".', ...notes].join('\n'),
    { dataset: name, missing: incomplete.length, examples: shown },
  );
}
