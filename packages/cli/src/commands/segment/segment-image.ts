import { readFile } from 'node:fs/promises';
import { readStdin, withIoErrors } from '@langseg/adapter-node';
import {
  labelNames,
  labelOptionsOf,
  paletteWith,
  throwIfAborted,
  type LiveSegmentation,
  type ResultFile,
  type RunOptions,
} from '@langseg/core';
import type { Io } from '../../io/io.js';
import type { ChosenFormat } from './choose-formats.js';
import type { FoundImage } from './find-images.js';
import { ofOneImage } from './image-failure.js';
import { openLargeImage } from './open-large-image.js';
import { segmentLargeImage } from './segment-large-image.js';
import type { SegmentedImage, SegmentRun } from './segment-run.js';

/**
 * Reads, segments and writes one image. Its pixels are let go at the end: of the result, labels and areas remain.
 *
 * @throws ImageFailure whatever went wrong with this image; LangSegError what makes going on useless.
 */
export async function segmentImage(image: FoundImage, run: SegmentRun): Promise<SegmentedImage> {
  if (image.failure) throw image.failure;
  return ofOneImage(async () => {
    const { io, options, formats, labels, segmenter, target, onWarning } = run;
    const { signal } = io;
    const start = performance.now();
    const large = await openLargeImage(image, run);
    if (large) return segmentLargeImage(image, large, run);
    const source = await sourceOf(image, io);
    const { longestSide, refine, bands, range } = options;
    const encoded = await segmenter.encode(source, { longestSide, view: run.view, bands, range, signal });
    try {
      const encodedAt = performance.now();
      const result = await encoded.segment(labels, {
        ...labelOptionsOf(options),
        refine,
        palette: paletteWith(options.colors ?? [], labelNames(labels, options).length),
        signal,
        onWarning,
      });
      const explanation = options.at && (await result.explain(...options.at, { signal }));
      const labelledAt = performance.now();
      const files = await target.write(image, filesOf(result, formats, { signal }));
      throwIfAborted(signal);
      const end = performance.now();
      const timings = {
        encode: encodedAt - start,
        label: labelledAt - encodedAt,
        write: end - labelledAt,
        total: end - start,
      };
      return {
        ...{ name: image.name, result: result.toJSON(), explanation, files, timings },
        warnings: encoded.warnings,
      };
    } finally {
      encoded.dispose();
    }
  });
}

/** Path, address or bytes; a name that is no UTF-8 is no path for others to open. */
export async function sourceOf(
  { name, path }: FoundImage,
  io: Pick<Io, 'stdin' | 'signal'>,
): Promise<string | Uint8Array> {
  if (path === undefined) return readStdin({ stream: io.stdin, signal: io.signal });
  if (typeof path === 'string') return path;
  return withIoErrors('read the image', name, () => readFile(path));
}

/** The files of a result in all formats, each encoded when it is asked for. */
async function* filesOf(
  result: LiveSegmentation,
  formats: readonly ChosenFormat[],
  options: RunOptions,
): AsyncGenerator<ResultFile, void, undefined> {
  for (const { config } of formats) yield* result.image.files(result, config, options);
}
