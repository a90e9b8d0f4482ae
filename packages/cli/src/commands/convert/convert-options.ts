import type { StoredDtype } from '@langseg/convert';
import type { SetupOptions } from '../../setup/setup-options.js';

/** Options of `langseg convert` that are passed on under their own names. */
export interface PassedOptions {
  readonly stateDict?: string;
  readonly readout?: string;
  readonly heads?: number;
  readonly outIndices?: readonly number[];
  readonly textHeads?: number;
  readonly regularizer?: string;
  readonly depth?: number;
  readonly activation?: string;
  readonly aliases?: unknown;
  readonly allowUnexpected?: boolean;
}

/** Options of `langseg convert`, as commander gives them. */
export interface ConvertCommandOptions extends PassedOptions, SetupOptions {
  readonly out: string;
  readonly name?: string;
  readonly dtype: StoredDtype;
  readonly wordTable?: string;
  readonly textWeights?: string;
  /** Options of the architectures by name. */
  readonly option: Readonly<Record<string, unknown>>;
  readonly license?: string;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}
