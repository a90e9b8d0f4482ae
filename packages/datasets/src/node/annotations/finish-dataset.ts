import { dirname, join } from 'node:path';
import {
  createPictureEncoder,
  makeFolder,
  withIoErrors,
  writeAtomically,
  type ByteSink,
} from '@langseg/adapter-node';
import { LangSegError, safeParse, throwIfAborted, type ComponentSet, type RunOptions } from '@langseg/core';
import type { AnnotatedPhoto, AnnotatedSet } from '../../annotations/annotated-set.js';
import { datasetFormatSlot, type DatasetFormatContext } from '../../annotations/dataset-format.js';
import type { DatasetSummary } from './dataset-summary.js';
import type { Journal } from './journal.js';
import { splitOf } from './split-of.js';
import { insidePath, type PhotoRecord } from './photo-record.js';
import { previewPage } from './preview-page.js';
import type { SetNote } from './set-note.js';

/**
 * Writes the files of a data set's format, its preview and its report. Photos are read from the journal one by one.
 *
 * @throws LangSegError `NOT_FOUND` without photos, `IO_FAILED`, `ABORTED`.
 */
export async function finishDataset(
  folder: string,
  note: SetNote,
  journal: Journal,
  registry: ComponentSet,
  { signal }: RunOptions,
): Promise<DatasetSummary> {
  await journal.sync();
  const summary = await summarize(note, journal);
  const write: DatasetFormatContext['write'] = async (path, content) => {
    if (!safeParse(insidePath, path).success)
      throw new LangSegError(
        'CONFIG_INVALID',
        `A format can't write ${path}, which is outside of the data set.`,
        {
          path,
        },
      );
    await writeContent(join(folder, ...path.split('/')), content, { signal });
  };
  if (summary.photos > 0) {
    const { component, options } = registry.parseConfig(datasetFormatSlot, note.format);
    const set = annotatedSet(note, journal, summary, signal);
    await component.write(set, options, { pictures: createPictureEncoder(), signal, write });
    await write('preview.html', previewPage(set, summary, note.imageFolder));
  }
  await write('report.json', `${JSON.stringify(summary, null, 2)}\n`);
  if (summary.photos > 0) return summary;
  throw new LangSegError('NOT_FOUND', `No photo could be added to the data set in ${folder}.`, { folder });
}

function annotatedSet(
  { valShare, ...note }: SetNote,
  journal: Journal,
  { splits }: DatasetSummary,
  signal: AbortSignal | undefined,
): AnnotatedSet {
  const { name, license, madeWith, created, categories, instances, sharesPixels } = note;
  return {
    ...{ name, license, madeWith, created, categories, instances, sharesPixels },
    splits: Object.keys(splits),
    async *photos(split) {
      const isOfSplit = (file: string) => split === undefined || splitOf(file, valShare) === split;
      for await (const record of journal.read(isOfSplit)) {
        throwIfAborted(signal);
        yield photoOf(record, valShare);
      }
    },
  };
}

function photoOf({ file, width, height, areas }: PhotoRecord, valShare: number): AnnotatedPhoto {
  return {
    ...{ file, width, height, split: splitOf(file, valShare) },
    areas: areas.map(({ counts, ...area }) => ({ ...area, rle: { size: [height, width], counts } })),
  };
}

async function summarize(note: SetNote, journal: Journal): Promise<DatasetSummary> {
  const splits = new Map<string, number>();
  const classes = note.categories.map(({ name }) => ({ name, photos: 0, areas: 0, pixels: 0 }));
  let [areas, empty] = [0, 0];
  for await (const { file, areas: found } of journal.read()) {
    const split = splitOf(file, note.valShare);
    splits.set(split, (splits.get(split) ?? 0) + 1);
    areas += found.length;
    if (found.length === 0) empty++;
    for (const category of new Set(found.map((area) => area.category))) classes[category].photos++;
    for (const { category, pixels } of found) {
      classes[category].areas++;
      classes[category].pixels += pixels;
    }
  }
  return {
    name: note.name,
    format: note.format.type,
    photos: journal.photos,
    splits: Object.fromEntries([...splits].sort(([a], [b]) => (a < b ? -1 : 1))),
    areas,
    classes,
    empty,
    failed: journal.failures.map(({ failed, code, message }) => ({ name: failed, code, message })),
  };
}

/** Text that is gathered before it is written. */
const gathered = 2 ** 16;

async function writeContent(
  path: string,
  content: string | Uint8Array | AsyncIterable<string>,
  options: RunOptions,
): Promise<void> {
  const parent = dirname(path);
  await withIoErrors('create the folder', parent, () => makeFolder(parent));
  await writeAtomically(
    path,
    async (sink) => {
      if (typeof content === 'string') return sink.write(new TextEncoder().encode(content));
      if (content instanceof Uint8Array) return sink.write(content);
      await writeText(content, sink);
    },
    options,
  );
}

async function writeText(pieces: AsyncIterable<string>, sink: ByteSink): Promise<void> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length < gathered) continue;
    await sink.write(new TextEncoder().encode(text));
    text = '';
  }
  await sink.write(new TextEncoder().encode(text));
}
