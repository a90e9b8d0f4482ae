import { readFile } from 'node:fs/promises';
import { readStdin, withIoErrors } from '@langseg/adapter-node';
import {
  labelOptionsOf,
  throwIfAborted,
  type Explanation,
  type Label,
  type LiveSegmentation,
  type ResultFile,
  type RunOptions,
  type Segmenter,
  type ViewOptions,
} from '@langseg/core';
import type { Io } from '../../io/io.js';
import type { ChosenFormat } from './choose-formats.js';
import type { FoundImage } from './find-images.js';
import { ofOneImage } from './image-failure.js';
import { openLargeImage } from './open-large-image.js';
import { segmentLargeImage } from './segment-large-image.js';
import type { LabelWarnings } from './label-warnings.js';
import type { ResultTarget } from './result-target.js';
import type { SegmentOptions } from './segment-options.js';

/** What all images of a run share. */
export interface SegmentRun {
  readonly io: Io;
  readonly options: SegmentOptions;
  readonly model: string;
  readonly formats: readonly ChosenFormat[];
  readonly labels: readonly Label[];
  /** Default: the model's own. */
  readonly view?: ViewOptions | 'whole';
  readonly segmenter: Segmenter;
  readonly target: ResultTarget;
  readonly warnings: LabelWarnings;
  /** Told how far a photo is that is segmented by rows. */
  readonly onRows?: (name: string, done: number, rows: number) => void;
}

/** A segmented image. */
export interface SegmentedImage {
  readonly name: string;
  readonly result: Pick<LiveSegmentation, 'width' | 'height' | 'legend' | 'toJSON'>;
  /** Of the pixel that was asked for. */
  readonly explanation?: Explanation;
  /** Paths of the files written. */
  readonly files: readonly string[];
  /** What a person should know about how it was read. */
  readonly warnings: readonly string[];
  /** Milliseconds. */
  readonly timings: Readonly<Record<'encode' | 'label' | 'write' | 'total', number>>;
}

/**
 * Reads, segments and writes one image. Its pixels are let go at the end: of the result, labels and areas remain.
 *
 * @throws ImageFailure whatever went wrong with this image; LangSegError what makes going on useless.
 */
export async function segmentImage(image: FoundImage, run: SegmentRun): Promise<SegmentedImage> {
  if (image.failure) throw image.failure;
  return ofOneImage(async () => {
    const { io, options, formats, labels, segmenter, target, warnings } = run;
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
        signal,
        onWarning: warnings.add,
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
      return { name: image.name, result, explanation, files, warnings: encoded.warnings, timings };
    } finally {
      encoded.dispose();
    }
  });
}

/** Path, address or bytes; a name that is no UTF-8 is no path for others to open. */
async function sourceOf({ name, path }: FoundImage, io: Io): Promise<string | Uint8Array> {
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
