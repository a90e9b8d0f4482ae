import { makeFolder, withIoErrors } from '@langseg/adapter-node';
import { LangSegError, partNameBytes, usualEnding, type FormatComponent } from '@langseg/core';
import type { CommandContext } from '../command-context.js';
import type { ChosenFormat } from './choose-formats.js';
import type { FoundImage } from './find-images.js';
import { folderTarget } from './folder-target.js';
import { createResultNames } from './name-results.js';
import type { ResultTarget } from './result-target.js';
import type { SegmentOptions } from './segment-options.js';
import { stdoutTarget } from './stdout-target.js';

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
  const { out, json, resume } = options;
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
    return stdoutTarget(terminal);
  }
  await withIoErrors('create the folder', out, () => makeFolder(out));
  const nameOf = createResultNames(Math.max(...formats.map(({ format }) => longestEnding(format))));
  // Of all images, so that names don't depend on which of them are segmented.
  const names = new Map(images.map((image) => [image, nameOf(image.name, image.folder)]));
  return folderTarget({
    ...options,
    formats,
    nameOf: (image) => names.get(image)!,
    signal,
    warn: (text) => terminal.warn(text),
  });
}

/** Bytes of what a format puts behind the name of an image. */
function longestEnding(format: FormatComponent): number {
  return Buffer.byteLength(usualEnding(format)) + (format.perLabel ? partNameBytes + 1 : 0);
}
