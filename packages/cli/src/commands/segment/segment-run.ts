import type {
  Explanation,
  Label,
  LabelWarning,
  LiveSegmentation,
  Segmenter,
  ViewOptions,
} from '@langseg/core';
import type { Io } from '../../io/io.js';
import type { ChosenFormat } from './choose-formats.js';
import type { ResultTarget } from './result-target.js';
import type { SegmentOptions } from './segment-options.js';

/** What all images of a run share. */
export interface SegmentRun {
  readonly io: Pick<Io, 'stdin' | 'signal'>;
  readonly options: SegmentOptions;
  readonly model: string;
  readonly formats: readonly ChosenFormat[];
  readonly labels: readonly Label[];
  /** Default: the model's own. */
  readonly view?: ViewOptions | 'whole';
  readonly segmenter: Segmenter;
  readonly target: ResultTarget;
  readonly onWarning: (warning: LabelWarning) => void;
  /** Told how far a photo is that is segmented by rows. */
  readonly onRows?: (name: string, done: number, rows: number) => void;
}

/** What a run tells of a segmented image. Plain data: it may come from a worker thread. */
export interface SegmentedImage {
  readonly name: string;
  readonly result: ReturnType<LiveSegmentation['toJSON']>;
  /** Of the pixel that was asked for. */
  readonly explanation?: Explanation;
  /** Paths of the files written. */
  readonly files: readonly string[];
  /** What a person should know about how it was read. */
  readonly warnings: readonly string[];
  /** Milliseconds. */
  readonly timings: Readonly<Record<'encode' | 'label' | 'write' | 'total', number>>;
}
