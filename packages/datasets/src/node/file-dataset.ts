import type { Dataset } from '../dataset.js';
import type { ListedEpisode } from '../layout/layout.js';
import type { SampleFiles } from '../layout/sample-files.js';

/** A sample that lacks one of its files. */
export interface IncompleteSample {
  readonly id: string;
  /** `NOT_FOUND` for a missing file, `CONFIG_INVALID` where several have its name. */
  readonly code: 'NOT_FOUND' | 'CONFIG_INVALID';
  /** What is wrong, without a full stop. */
  readonly message: string;
}

/** What happens with samples that can't be used: `fail` stops with an error, `skip` leaves them out and counts them. */
export type OnError = 'fail' | 'skip';

/** A data set of files. */
export interface FileDataset extends Dataset {
  /** Questions of a few-shot benchmark by fold, if it is one. */
  readonly episodes?: readonly (readonly ListedEpisode[])[];
  /** In the order of `ids`. */
  readonly files: readonly SampleFiles[];
  /** Samples that are left out because a file is missing; empty unless `onError` is `skip`. */
  readonly incomplete: readonly IncompleteSample[];
  readonly onError: OnError;
  /** Files that were passed over, and why, a sentence each. */
  readonly notes: readonly string[];
}
