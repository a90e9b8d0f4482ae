import { join, resolve } from 'node:path';
import { makeFolder, withIoErrors } from '@langseg/adapter-node';
import {
  createRegistry,
  LangSegError,
  type ComponentSet,
  type FormatChoice,
  type RunOptions,
} from '@langseg/core';
import { datasetFormats } from '../../formats/dataset-formats.js';
import type { DatasetSummary } from './dataset-summary.js';
import { finishDataset } from './finish-dataset.js';
import { fittingFormat } from './fitting-format.js';
import { openJournal, type Journal } from './journal.js';
import { freeName } from './free-name.js';
import { placePhoto, type PlaceImages } from './place-photo.js';
import type { PhotoRecord } from './photo-record.js';
import { journalPath, noteDifferences, readSetNote, writeSetNote, type SetNote } from './set-note.js';

/** Options of {@link mergeDatasets}. */
export interface MergeDatasetsOptions extends RunOptions {
  /** Default: the format of the first data set, with its options. */
  readonly format?: FormatChoice;
  /** Default: that of the first data set. */
  readonly valShare?: number;
  /** Default: that of the first data set. */
  readonly name?: string;
  /** Default `copy`. */
  readonly images?: PlaceImages;
  /** Is told how many photos are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

const builtIn = createRegistry(datasetFormats);

/**
 * Makes one data set of several that LangSeg made with the same labels and settings, such as the shards of a run; of a single one, it
 * makes another format. A photo that several of them have is taken once; different photos of one name get numbers.
 *
 * @throws LangSegError `NOT_FOUND` for a folder without a data set, `USAGE` for data sets that don't go together, and a folder that has one
 * already; `CONFIG_INVALID`, `FILE_CORRUPT`, `IO_FAILED`, `ABORTED`.
 */
export async function mergeDatasets(
  folders: readonly string[],
  out: string,
  { format, valShare, name, images = 'copy', onProgress, signal }: MergeDatasetsOptions = {},
  registry: ComponentSet = builtIn,
): Promise<DatasetSummary> {
  const notes = await Promise.all(folders.map(noteIn));
  assertAlike(folders, notes);
  if (await readSetNote(out))
    throw new LangSegError('USAGE', `${out} holds a data set already. Choose another folder.`, { out });
  const [first] = notes;
  const note: SetNote = {
    ...first,
    ...(name !== undefined && { name }),
    ...(valShare !== undefined && { valShare }),
    ...fittingFormat(format ?? first.format, first, registry),
  };
  await withIoErrors('create the folder', out, () => makeFolder(out));
  await writeSetNote(out, note, { signal });
  const journals: Journal[] = [];
  try {
    for (const folder of folders) journals.push(await openJournal(journalPath(folder)));
    const merged = await openJournal(journalPath(out));
    journals.push(merged);
    await copyAll({ folders, notes, journals, merged, out, note, images, onProgress });
    return await finishDataset(out, note, merged, registry, { signal });
  } finally {
    for (const journal of journals) await journal.close();
  }
}

async function noteIn(folder: string): Promise<SetNote> {
  const note = await readSetNote(folder);
  if (note) return note;
  throw new LangSegError('NOT_FOUND', `${folder} holds no data set that langseg dataset has made.`, {
    folder,
  });
}

function assertAlike(folders: readonly string[], notes: readonly SetNote[]): void {
  const twice = folders.find(
    (folder, at) => folders.findIndex((one) => resolve(one) === resolve(folder)) < at,
  );
  if (twice !== undefined) throw new LangSegError('USAGE', `${twice} is named twice.`);
  for (const [at, note] of notes.entries()) {
    const differences = noteDifferences(notes[0], note);
    if (differences.length > 0)
      throw new LangSegError(
        'USAGE',
        `The data sets in ${folders[0]} and ${folders[at]} were made with different settings:\n` +
          differences.map((each) => `  ${each}`).join('\n'),
        { folders, differences },
      );
  }
}

interface Copying {
  readonly folders: readonly string[];
  readonly notes: readonly SetNote[];
  readonly journals: readonly Journal[];
  readonly merged: Journal;
  readonly out: string;
  readonly note: SetNote;
  readonly images: PlaceImages;
  readonly onProgress?: (done: number, total: number) => void;
}

async function copyAll({
  folders,
  notes,
  journals,
  merged,
  out,
  note,
  images,
  onProgress,
}: Copying): Promise<void> {
  const total = journals.reduce((sum, { photos }) => sum + photos, 0);
  let done = 0;
  const sources = new Set<string>();
  for await (const { record, at } of inOrder(journals.slice(0, folders.length))) {
    onProgress?.(++done, total);
    const source = `${record.source}\n${record.bytes}\n${record.changed}`;
    if (sources.has(source)) continue;
    sources.add(source);
    const file = freeName(merged, record.file);
    const from = join(folders[at], notes[at].imageFolder, ...record.file.split('/'));
    await placePhoto(from, join(out, note.imageFolder, ...file.split('/')), images);
    await merged.add({ ...record, file });
  }
  for (const [at] of folders.entries())
    for (const failure of journals[at].failures)
      if (!merged.bySource(failure.source)) await merged.fail(failure);
}

/** The photos of all journals by their places, as one run would have them. */
async function* inOrder(
  journals: readonly Journal[],
): AsyncGenerator<{ record: PhotoRecord; at: number }, void, undefined> {
  const readers = journals.map((journal) => journal.read());
  const heads = await Promise.all(readers.map(async (reader) => (await reader.next()).value));
  for (;;) {
    let at = -1;
    for (const [place, head] of heads.entries())
      if (head && (at < 0 || head.order < heads[at]!.order)) at = place;
    if (at < 0) return;
    yield { record: heads[at]!, at };
    heads[at] = (await readers[at].next()).value;
  }
}
