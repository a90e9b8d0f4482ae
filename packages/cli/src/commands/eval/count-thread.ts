import { threadProgram, withPlugins } from '@langseg/adapter-node';
import type { AnyConfig, LabelWarning } from '@langseg/core';
import { layoutComponents, openDataset, type FileDataset } from '@langseg/datasets/node';
import { countPhotos, type CountedPhoto, type CountPhotosOptions } from '@langseg/evaluation';
import { createSegmenter, defaultRegistry, type Segmenter } from 'langseg';
import type { EvaluatedModel } from './evaluated-model.js';

/** What a thread needs to know for all photos. */
export interface CountThreadData {
  readonly opening: EvaluatedModel['opening'];
  /** What the data set is opened with. */
  readonly source: AnyConfig;
  readonly pluginAddresses: readonly string[];
  readonly how: Pick<
    CountPhotosOptions,
    | 'questions'
    | 'items'
    | 'view'
    | 'longestSide'
    | 'refine'
    | 'maskSize'
    | 'onError'
    | 'boundaryTolerance'
    | 'calibrationRows'
  >;
}

/** What came of a photo. */
export interface CountThreadResult {
  readonly photo: CountedPhoto;
  readonly warnings: readonly LabelWarning[];
}

/** Model and data set are opened once a thread. */
let opened: Promise<{ readonly segmenter: Segmenter; readonly dataset: FileDataset }> | undefined;

/** Counts the photo at a place, in a worker thread. */
export const run = threadProgram<number, CountThreadResult, CountThreadData>(
  async (place, { data, signal }) => {
    const { segmenter, dataset } = await (opened ??= open(data));
    const warnings: LabelWarning[] = [];
    const onWarning = (warning: LabelWarning): void => void warnings.push(warning);
    const counted: CountedPhoto[] = [];
    for await (const photo of countPhotos({
      ...data.how,
      segmenter,
      dataset,
      places: [place],
      signal,
      onWarning,
    }))
      counted.push(photo);
    return { photo: counted[0], warnings };
  },
);

async function open({ opening, source, pluginAddresses }: CountThreadData) {
  const registry = await withPlugins(defaultRegistry, pluginAddresses);
  const [segmenter, dataset] = await Promise.all([
    createSegmenter({ ...opening, registry }),
    openDataset(source, registry.with(...layoutComponents)),
  ]);
  return { segmenter, dataset };
}
