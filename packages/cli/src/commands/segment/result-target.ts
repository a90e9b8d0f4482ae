import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, withIoErrors, writeAtomically, type ByteSink } from '@langseg/adapter-node';
import {
  LangSegError,
  partNameBytes,
  usualEnding,
  type FormatComponent,
  type ResultFile,
} from '@langseg/core';
import { printable } from '../../terminal/printable.js';
import type { CommandContext } from '../command-context.js';
import type { ChosenFormat } from './choose-formats.js';
import type { FoundImage } from './find-images.js';
import { createResultNames } from './name-results.js';
import type { SegmentOptions } from './segment-options.js';

/** Where results go. */
export interface ResultTarget {
  /**
   * Writes the files of one image, each whole or not at all.
   *
   * @returns their paths; none for standard output.
   * @throws LangSegError `IO_FAILED`, also for a file that exists and may not be replaced; `ABORTED`.
   */
  write(image: FoundImage, files: AsyncIterable<ResultFile>): Promise<string[]>;
  /** Where a file of an image goes, by its ending. @throws LangSegError `USAGE` for standard output, `IO_FAILED`. */
  place(image: FoundImage, ending: string): Promise<string>;
  /** Writes a file that comes in pieces to such a place, whole or not at all. */
  writeAt(path: string, write: (sink: ByteSink) => Promise<void>): Promise<void>;
  /**
   * Whether all files of an image are there, and none is older than the image or `since`; always false for standard output.
   *
   * @param since milliseconds, as files have them.
   */
  isDone(image: FoundImage, since?: number): Promise<boolean>;
  /** Results take standard output for themselves. */
  readonly isStdout: boolean;
}

/**
 * Prepares the output folder, or standard output.
 *
 * @throws LangSegError `USAGE` when standard output can't take these results, `IO_FAILED`.
 */
export async function openResultTarget(
  images: readonly FoundImage[],
  formats: readonly ChosenFormat[],
  options: SegmentOptions,
  { io: { signal }, terminal }: CommandContext,
): Promise<ResultTarget> {
  const { out, overwrite, json, resume } = options;
  const severalFiles = formats.find(({ format }) => format.perLabel);
  if (resume && severalFiles)
    throw new LangSegError(
      'USAGE',
      `--resume can't tell whether the files of the format ${severalFiles.format.type}, one for each label, are all there. Leave the format out.`,
    );
  if (out === '-') {
    if (images.length !== 1 || formats.length !== 1 || formats[0].format.perLabel || json)
      throw new LangSegError(
        'USAGE',
        'Standard output takes one file: with --out - give one image, one --format that writes no file for each label, and no --json.',
      );
    return {
      isStdout: true,
      isDone: () => Promise.resolve(false),
      place: () =>
        Promise.reject(
          new LangSegError('USAGE', 'Masks of large photos are written to files: give a folder as --out.'),
        ),
      writeAt: () => Promise.reject(new LangSegError('USAGE', 'Standard output has no places.')),
      async write(_image, files) {
        for await (const { bytes } of files) await terminal.printBytes(bytes);
        return [];
      },
    };
  }

  await withIoErrors('create the folder', out, () => makeFolder(out));
  const nameOf = createResultNames(Math.max(...formats.map(({ format }) => longestEnding(format))));
  // Of all images, so that names don't depend on which of them are segmented.
  const names = new Map(images.map((image) => [image, nameOf(image.name, image.folder)]));
  async function stemOf(image: FoundImage): Promise<string> {
    const { name, isShortened } = names.get(image)!;
    if (isShortened)
      terminal.warn(
        `The name of ${printable(image.name, 60)} is too long for its results; they are named ${name}.`,
      );
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
    async isDone(image, since = 0) {
      const stem = join(out, image.folder ?? '', names.get(image)!.name);
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

/** Bytes of what a format puts behind the name of an image. */
function longestEnding(format: FormatComponent): number {
  return Buffer.byteLength(usualEnding(format)) + (format.perLabel ? partNameBytes + 1 : 0);
}
