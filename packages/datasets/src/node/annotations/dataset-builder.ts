import { basename, join, resolve } from 'node:path';
import { makeFolder, withIoErrors } from '@langseg/adapter-node';
import {
  colorAt,
  compressRle,
  createRegistry,
  findAreas,
  isOtherLabel,
  LangSegError,
  paletteFor,
  safeParse,
  scoreAreas,
  throwIfAborted,
  type ComponentSet,
  type RunOptions,
  type Segmentation,
} from '@langseg/core';
import { datasetFormats } from '../../formats/dataset-formats.js';
import type { DatasetSettings } from './dataset-settings.js';
import { sharedPixels } from './shared-pixels.js';
import type { DatasetSummary } from './dataset-summary.js';
import { finishDataset } from './finish-dataset.js';
import { fittingFormat } from './fitting-format.js';
import { freeName } from './free-name.js';
import { openJournal, type Journal } from './journal.js';
import { placePhoto, sourceFacts } from './place-photo.js';
import { insidePath } from './photo-record.js';
import { journalPath, noteDifferences, readSetNote, writeSetNote, type SetNote } from './set-note.js';

/** A photo that is added to a data set. */
export interface NewPhoto {
  /** Where it is; bytes for a name that is no UTF-8. */
  readonly path: string | Buffer;
  /** Its path inside the data set, with `/` between folders. Default: the name of the file. One that is taken gets a number. */
  readonly file?: string;
  /** Place among the photos of the data set. Default: behind those that are there. */
  readonly order?: number;
}

/** A photo that could not be added. */
export interface PhotoFailure {
  readonly path: string | Buffer;
  /** What people call it. */
  readonly name: string;
  /** Of the error. */
  readonly code: string;
  readonly message: string;
}

/** Puts results together to a data set in a folder. Photos that were added stay there, whatever happens next. */
export interface DatasetBuilder {
  /** Photos that the data set has. */
  readonly photos: number;
  /** Whether a photo is there already, and has not changed since. */
  has(path: string | Buffer): Promise<boolean>;
  /**
   * Adds a photo with its areas.
   *
   * @throws LangSegError `CONFIG_INVALID` for a path that leads out of the data set, `LABELS_INVALID` for a result with other labels,
   * `NOT_FOUND`, `IO_FAILED`, `ABORTED`.
   */
  add(result: Segmentation, photo: NewPhoto, options?: RunOptions): Promise<void>;
  /** Notes that a photo is missing, and why, for the report. */
  fail(failure: PhotoFailure): Promise<void>;
  /**
   * Writes the files of the format, `preview.html` and `report.json`. More photos may be added afterwards.
   *
   * @throws LangSegError `NOT_FOUND` for a data set without photos, `IO_FAILED`, `ABORTED`.
   */
  finish(options?: RunOptions): Promise<DatasetSummary>;
  /** Closes the files. */
  close(): Promise<void>;
}

const builtIn = createRegistry(datasetFormats);

/**
 * Begins a data set in a folder, or continues one.
 *
 * @param registry holds the format. Default: LangSeg's own formats.
 * @throws LangSegError `CONFIG_INVALID` for a format or options that there are not, and for labels that the format can't hold; `USAGE`
 * for a folder with a data set that may not be continued, or was made with other settings; `IO_FAILED`, `FILE_CORRUPT`.
 */
export async function openDatasetBuilder(
  folder: string,
  settings: DatasetSettings,
  registry: ComponentSet = builtIn,
): Promise<DatasetBuilder> {
  const note = await continued(folder, noteOf(folder, settings, registry), settings);
  await withIoErrors('create the folder', folder, () => makeFolder(folder));
  await writeSetNote(folder, note, settings);
  const journal = await openJournal(journalPath(folder));
  return builderOf(folder, note, settings, registry, journal);
}

/** What a data set of these settings is. */
function noteOf(folder: string, settings: DatasetSettings, registry: ComponentSet): SetNote {
  const { labels, palette = paletteFor(labels.length), format, instances = 'labels', minArea = 1 } = settings;
  const { name = basename(resolve(folder)), license, madeWith, keepOther = false } = settings;
  const { scores = false, sharesPixels = false } = settings;
  const categories = [...new Set(labels)]
    .filter((label) => keepOther || !isOtherLabel(label))
    .map((label) => ({
      name: label,
      color: colorAt(palette, labels.indexOf(label)),
    }));
  if (categories.length === 0)
    throw new LangSegError(
      'CONFIG_INVALID',
      'A data set needs at least one label besides "other", whose pixels belong to nothing else. Name more, or keep it.',
    );
  return {
    version: 1,
    created: new Date().toISOString(),
    name,
    license,
    madeWith,
    ...fittingFormat(format, { categories, sharesPixels }, registry),
    categories,
    instances,
    minArea,
    sharesPixels,
    valShare: settings.valShare ?? 0,
    settings: { ...settings.settings, scores },
  };
}

async function continued(
  folder: string,
  note: SetNote,
  { resume = false }: DatasetSettings,
): Promise<SetNote> {
  const there = await readSetNote(folder);
  if (!there) return note;
  if (!resume)
    throw new LangSegError(
      'USAGE',
      `${folder} holds a data set already. Choose another folder, or continue it (--resume): photos that are in it stay, others are added.`,
      { folder },
    );
  const differences = noteDifferences(there, note, ['format', 'imageFolder']);
  if (differences.length === 0) return { ...note, created: there.created };
  throw new LangSegError(
    'USAGE',
    `The data set in ${folder} was made with other settings:\n${differences.map((each) => `  ${each}`).join('\n')}\n` +
      'Repeat the command as it was, or choose another folder.',
    { folder, differences },
  );
}

function builderOf(
  folder: string,
  note: SetNote,
  { labels, images = 'copy', scores = false }: DatasetSettings,
  registry: ComponentSet,
  journal: Journal,
): DatasetBuilder {
  const { instances, minArea, categories } = note;
  const numbers = new Map(categories.map(({ name }, index) => [name, index]));
  const leftOut = new Set([...labels.keys()].filter((index) => !numbers.has(labels[index])));

  function fileOf({ path, file = basename(path.toString()) }: NewPhoto, source: string): string {
    const known = journal.bySource(source);
    if (known) return known.file;
    if (!safeParse(insidePath, file).success)
      throw new LangSegError('CONFIG_INVALID', `A photo can't be called ${file} inside a data set.`, {
        file,
      });
    return freeName(journal, file);
  }

  return {
    get photos() {
      return journal.photos;
    },
    async has(path) {
      const known = journal.bySource(sourceOf(path));
      const facts = known && (await sourceFacts(path).catch(() => undefined));
      return (
        known !== undefined &&
        facts !== undefined &&
        facts.bytes === known.bytes &&
        facts.changed === known.changed
      );
    },
    async add(result, photo, { signal } = {}) {
      if (result.labels.join('\n') !== labels.join('\n'))
        throw new LangSegError(
          'LABELS_INVALID',
          `All results of a data set must have its labels (${labels.length}), got ${result.labels.length} others.`,
        );
      if (result.labelRuns && !note.sharesPixels) throw sharedPixels(note.format.type);
      const { width, height } = result;
      const areas = findAreas(result, { instances, minArea, leftOut });
      const means = scores ? await scoreAreas(result, areas, { signal }) : undefined;
      throwIfAborted(signal);
      const source = sourceOf(photo.path);
      const file = fileOf(photo, source);
      const facts = await placePhoto(photo.path, join(folder, note.imageFolder, ...file.split('/')), images);
      await journal.add({
        file,
        order: photo.order ?? journal.nextOrder,
        source,
        ...facts,
        width,
        height,
        areas: areas.map(({ index, pixels, box, rle }, at) => ({
          category: numbers.get(labels[index])!,
          pixels,
          box: [...box],
          counts: compressRle(rle).counts,
          ...(means && { score: Math.round(means[at] * 1e4) / 1e4 }),
        })),
      });
    },
    fail: ({ path, name, code, message }) =>
      journal.fail({ failed: name, source: sourceOf(path), code, message }),
    finish: (options = {}) => finishDataset(folder, note, journal, registry, options),
    close: () => journal.close(),
  };
}

function sourceOf(path: string | Buffer): string {
  return typeof path === 'string' ? resolve(path) : path.toString('latin1');
}
