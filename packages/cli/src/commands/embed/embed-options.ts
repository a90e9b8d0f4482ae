import type { CreateEmbeddingsOptions, Precision } from '@langseg/embeddings';
import type { SegmentOptions } from '../segment/segment-options.js';

/** Options of `langseg embed`, as commander gives them. */
export interface EmbedOptions extends Omit<
  SegmentOptions,
  'format' | 'alpha' | 'at' | 'overwrite' | 'labels' | 'labelsFile' | 'set' | 'refine'
> {
  readonly vectors: 'pixels' | 'regions';
  readonly format?: CreateEmbeddingsOptions['format'];
  readonly precision: Precision;
  readonly cells?: number;
  readonly maxRegions?: number;
}
