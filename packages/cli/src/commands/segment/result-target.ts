import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, withIoErrors, writeAtomically } from '@langseg/adapters/node';
import { LangSegError } from '@langseg/core';
import type { CommandContext } from '../command-context.js';
import type { ResultFile } from './encode-results.js';
import type { FoundImage } from './find-images.js';
import { ImageFailure } from './image-failure.js';
import { createResultNames } from './name-results.js';
import type { SegmentOptions } from './segment-options.js';

/** Where results go. */
export interface ResultTarget {
  /**
   * Writes the files of one image, each whole or not at all.
   *
   * @returns their paths; none for standard output.
   * @throws ImageFailure for a file that exists and may not be replaced; LangSegError `IO_FAILED`, `ABORTED`.
   */
  write(image: string, files: AsyncIterable<ResultFile>): Promise<string[]>;
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
  const nameOf = createResultNames();
  return {
    isStdout: false,
    async write(image, files) {
      const name = nameOf(image);
      const written: string[] = [];
      for await (const { ending, bytes } of files) {
        const path = join(out, `${name}${ending}`);
        if (!overwrite && (await exists(path)))
          throw new ImageFailure(new LangSegError('IO_FAILED', `${path} exists and is kept.`, { path }));
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
