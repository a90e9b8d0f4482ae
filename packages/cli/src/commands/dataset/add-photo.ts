import { labelOptionsOf, type Label, type Segmenter, type ViewOptions } from '@langseg/core';
import type { DatasetBuilder } from '@langseg/datasets/node';
import { ofOneImage } from '../segment/image-failure.js';
import type { LabelWarnings } from '../segment/label-warnings.js';
import { sourceOf } from '../segment/segment-image.js';
import type { Io } from '../../io/io.js';
import type { DatasetOptions } from './dataset-options.js';
import type { PhotoToAdd } from './photos-to-add.js';

/** What all photos of a data set share. */
export interface DatasetRun {
  readonly io: Io;
  readonly options: DatasetOptions;
  readonly labels: readonly Label[];
  readonly view?: ViewOptions | 'whole';
  readonly segmenter: Segmenter;
  readonly builder: DatasetBuilder;
  readonly warnings: LabelWarnings;
}

/**
 * Segments a photo and adds it to the data set.
 *
 * @returns what a person should know about how it was read.
 * @throws ImageFailure whatever went wrong with this photo; LangSegError what makes going on useless.
 */
export async function addPhoto(
  { image, file, order }: PhotoToAdd,
  run: DatasetRun,
): Promise<readonly string[]> {
  const { io, options, labels, view, segmenter, builder, warnings } = run;
  if (image.failure) throw image.failure;
  return ofOneImage(async () => {
    const { signal } = io;
    const { longestSide, refine, bands, range } = options;
    const source = await sourceOf(image, io);
    const encoded = await segmenter.encode(source, { longestSide, view, bands, range, signal });
    try {
      const wishes = { ...labelOptionsOf(options), refine, signal, onWarning: warnings.add };
      const result = await encoded.segment(labels, wishes);
      await builder.add(result, { path: image.path!, file, order }, { signal });
      return encoded.warnings;
    } finally {
      encoded.dispose();
    }
  });
}
