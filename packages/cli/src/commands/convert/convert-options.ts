import type { ModelDtype } from '@langseg/core';
import type { SetupOptions } from '../../setup/setup-options.js';

/** Options of `langseg convert`, as commander gives them. */
export interface ConvertCommandOptions extends SetupOptions {
  readonly out: string;
  readonly name?: string;
  readonly dtype: ModelDtype;
  readonly keepFloat?: readonly string[];
  readonly wordTable?: string;
  readonly textWeights?: string;
  readonly tokenizer?: string;
  readonly modelConfig?: string;
  readonly projection?: string;
  readonly moreWeights?: readonly string[];
  /** Options of the architectures by name. */
  readonly option: Readonly<Record<string, unknown>>;
  readonly license?: string;
  readonly overwrite?: boolean;
  readonly json?: boolean;
  /** Flags for options of conversions, under their names. */
  readonly [option: string]: unknown;
}
