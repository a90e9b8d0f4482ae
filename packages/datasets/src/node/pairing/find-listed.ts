import { basename } from 'node:path';
import { endingOf, idOf, type FilesById } from './files-by-id.js';

/** A line of a list, understood. */
export interface ListedSample {
  readonly id: string;
  /** The photo, where the line names one by its ending. */
  readonly image?: string;
}

/** The files of a data set, as lists refer to them. */
export interface ListedFiles {
  readonly images: FilesById;
  readonly masks: FilesById;
  readonly imageFolder: string;
  readonly imageEndings: readonly string[];
  readonly maskEnding: string;
}

/**
 * Finds what a line of a list means: an id, a file name, or a path from beside the folder of the photos, such as
 * `images/001.jpg`; of several columns the first. A line that fits nothing is an id without files.
 */
export function findListed(line: string, files: ListedFiles): ListedSample {
  const whole = idOf(line.replaceAll('\\', '/').replace(/^\.\//, ''));
  const first = whole.split(/\s/, 1)[0];
  const folder = `${basename(files.imageFolder)}/`;
  for (const column of new Set([whole, first]))
    for (const name of column.startsWith(folder) ? [column, column.slice(folder.length)] : [column]) {
      const found = find(name, files);
      if (found) return found;
    }
  return { id: whole };
}

function find(name: string, files: ListedFiles): ListedSample | undefined {
  const { images, masks, imageEndings, maskEnding } = files;
  const isKnown = (id: string) => images.has(id) || masks.has(id);
  if (isKnown(name)) return { id: name };
  const ending = endingOf(name, [...imageEndings, maskEnding]);
  if (ending === undefined) return undefined;
  const id = name.slice(0, -ending.length);
  if (!isKnown(id)) return undefined;
  const image = images.get(id)?.find((file) => idOf(file) === name);
  return image === undefined ? { id } : { id, image };
}
