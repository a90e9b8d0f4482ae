import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, withIoErrors, writeAtomically } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import { printable } from '../../terminal/printable.js';
import type { CommandContext } from '../command-context.js';
import type { ResultFile } from './encode-results.js';
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
  options: SegmentOptions,
  { io: { signal }, terminal }: CommandContext,
): Promise<ResultTarget> {
  const { out, format, overwrite, json } = options;
  if (out === '-') {
    if (images.length !== 1 || format.length !== 1 || format[0] === 'heatmaps' || json)
      throw new LangSegError(
        'USAGE',
        'Standard output takes one file: with --out - give one image, one --format other than heatmaps, and no --json.',
      );
    return {
      isStdout: true,
      async write(_image, files) {
        for await (const { bytes } of files) await terminal.printBytes(bytes);
        return [];
      },
    };
  }

  await withIoErrors('create the folder', out, () => makeFolder(out));
  const nameOf = createResultNames({ heatmaps: format.includes('heatmaps') });
  return {
    isStdout: false,
    async write(image, files) {
      const { name, isShortened } = nameOf(image.name, image.folder);
      if (isShortened)
        terminal.warn(
          `The name of ${printable(image.name, 60)} is too long for its results; they are named ${name}.`,
        );
      const folder = join(out, image.folder ?? '');
      if (image.folder) await withIoErrors('create the folder', folder, () => makeFolder(folder));
      const written: string[] = [];
      for await (const { ending, bytes } of files) {
        const path = join(folder, `${name}${ending}`);
        if (!overwrite && (await exists(path)))
          throw new LangSegError('IO_FAILED', `${path} already exists; it was not overwritten.`, { path });
        await writeAtomically(path, (sink) => sink.write(bytes), { signal });
        written.push(path);
      }
      return written;
    },
  };
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
