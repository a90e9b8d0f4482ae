import { Readable } from 'node:stream';
import { threadProgram, toPlainError, withPlugins, type PlainError } from '@langseg/adapter-node';
import type { Label, LabelWarning, ViewOptions } from '@langseg/core';
import { createSegmenter, defaultRegistry } from 'langseg';
import { chooseFormats } from './choose-formats.js';
import type { FoundImage } from './find-images.js';
import { folderTarget } from './folder-target.js';
import { ImageFailure } from './image-failure.js';
import type { ResultName } from './name-results.js';
import { segmentImage } from './segment-image.js';
import type { SegmentOptions } from './segment-options.js';
import type { SegmentedImage, SegmentRun } from './segment-run.js';

/** What a thread needs to know for all images. */
export interface SegmentThreadData {
  readonly options: SegmentOptions;
  readonly labels: readonly Label[];
  readonly view?: ViewOptions | 'whole';
  readonly model: string;
  readonly pluginAddresses: readonly string[];
}

/** An image and what its files are called. */
export interface SegmentThreadTask {
  readonly image: FoundImage;
  readonly name: ResultName;
}

/** What came of an image. */
export interface SegmentThreadResult {
  readonly outcome: { readonly image: SegmentedImage } | { readonly failure: PlainError };
  readonly labelWarnings: readonly LabelWarning[];
  readonly notes: readonly string[];
}

type OpenedRun = Pick<SegmentRun, 'options' | 'formats' | 'model' | 'labels' | 'view' | 'segmenter'>;

/** The model is loaded once a thread. */
let opened: Promise<OpenedRun> | undefined;

/** Segments an image and writes its files, in a worker thread. */
export const run = threadProgram<SegmentThreadTask, SegmentThreadResult, SegmentThreadData>(
  async ({ image, name }, { data, signal }) => {
    const run = await (opened ??= open(data));
    const labelWarnings: LabelWarning[] = [];
    const notes: string[] = [];
    const outcome = await segmentImage(image, {
      ...run,
      io: { signal, stdin: Readable.from([]) },
      target: folderTarget({
        ...run.options,
        formats: run.formats,
        nameOf: () => name,
        warn: (text) => notes.push(text),
        signal,
      }),
      onWarning: (warning) => labelWarnings.push(warning),
    }).then(
      (segmented) => ({ image: segmented }),
      (error: unknown) => {
        if (error instanceof ImageFailure) return { failure: toPlainError(error.cause) };
        throw error;
      },
    );
    return { outcome, labelWarnings, notes };
  },
);

async function open({
  options,
  labels,
  view,
  model,
  pluginAddresses,
}: SegmentThreadData): Promise<OpenedRun> {
  const registry = await withPlugins(defaultRegistry, pluginAddresses);
  const { device, threads, dtype, maxPixels } = options;
  const segmenter = await createSegmenter({ model, registry, device, threads, dtype, maxPixels });
  return { options, formats: chooseFormats(options, registry), model, labels, view, segmenter };
}
