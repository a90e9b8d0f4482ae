import type { SegmentOptions } from '../segment/segment-options.js';

/** Options of `langseg dataset`, as commander gives them. */
export interface DatasetOptions extends Omit<SegmentOptions, 'format' | 'alpha' | 'at' | 'overwrite'> {
  /** Type of a data set format. */
  readonly format: string;
  readonly photosFile?: string;
  readonly instances: 'labels' | 'components';
  readonly minArea: number;
  readonly tolerance?: number;
  readonly scores?: boolean;
  readonly keepOther?: boolean;
  readonly val: number;
  readonly images: 'copy' | 'link';
  readonly name?: string;
  readonly license?: string;
}

/** Options of `langseg dataset merge`. */
export interface MergeDatasetOptions extends Pick<
  DatasetOptions,
  'plugin' | 'config' | 'out' | 'set' | 'tolerance' | 'images' | 'name' | 'json'
> {
  readonly format?: string;
  readonly val?: number;
}
