import type { SegmentedExample } from '@langseg/evaluation/report';

/** A photo of a validation set as it was segmented. */
export interface ValidationExample extends SegmentedExample {
  /** Name of the set. */
  readonly set: string;
  /** Place of the photo in the set, from 0. */
  readonly index: number;
}
