import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, withIoErrors, writeAtomically } from '@langseg/adapter-node';
import { LangSegError, usualEnding, type RunOptions } from '@langseg/core';
import { printable } from '../../terminal/printable.js';
import type { ChosenFormat } from './choose-formats.js';
import type { FoundImage } from './find-images.js';
import type { ResultName } from './name-results.js';
import type { ResultTarget } from './result-target.js';
import type { SegmentOptions } from './segment-options.js';

/** Options of {@link folderTarget}. */
export interface FolderTargetOptions extends RunOptions, Pick<SegmentOptions, 'out' | 'overwrite'> {
  readonly formats: readonly ChosenFormat[];
  readonly nameOf: (image: FoundImage) => ResultName;
  /** Is told of names that had to be changed. */
  readonly warn: (text: string) => void;
}

/** The output folder, which exists. */
export function folderTarget({
  out,
  overwrite,
  formats,
  nameOf,
  warn,
  signal,
}: FolderTargetOptions): ResultTarget {
  async function stemOf(image: FoundImage): Promise<string> {
    const { name, isShortened } = nameOf(image);
    if (isShortened)
      warn(`The name of ${printable(image.name, 60)} is too long for its results; they are named ${name}.`);
    const folder = join(out, image.folder ?? '');
    if (image.folder) await withIoErrors('create the folder', folder, () => makeFolder(folder));
    return join(folder, name);
  }

  async function assertFree(path: string): Promise<void> {
    if (!overwrite && (await exists(path)))
      throw new LangSegError('IO_FAILED', `${path} already exists; it was not overwritten.`, { path });
  }

  return {
    isStdout: false,
    nameOf,
    async isDone(image, since = 0) {
      const stem = join(out, image.folder ?? '', nameOf(image).name);
      const times = await Promise.all(
        formats.map(({ format }) => changedAt(`${stem}${usualEnding(format)}`)),
      );
      const photo = (typeof image.path === 'string' && (await changedAt(image.path))) || 0;
      return times.every((time) => time !== undefined && time >= Math.max(since, photo));
    },
    async place(image, ending) {
      const path = `${await stemOf(image)}${ending}`;
      await assertFree(path);
      return path;
    },
    writeAt: (path, write) => writeAtomically(path, write, { signal }),
    async write(image, files) {
      const stem = await stemOf(image);
      const written: string[] = [];
      for await (const { ending, bytes } of files) {
        const path = `${stem}${ending}`;
        await assertFree(path);
        await writeAtomically(path, (sink) => sink.write(bytes), { signal });
        written.push(path);
      }
      return written;
    },
  };
}

async function exists(path: string): Promise<boolean> {
  return (await changedAt(path)) !== undefined;
}

/** Milliseconds; `undefined` for what is not there. */
function changedAt(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}
