import type { ModelProgress } from '@langseg/adapter-common';
import type { RunOptions } from '@langseg/core';

/** Options that every method of a `ModelStore` takes. */
export interface ModelOptions extends RunOptions {
  /** Branch, tag or commit of a hub model; default the part after `@`, else `main`. */
  readonly revision?: string;
}

/** Options of `ModelStore.resolve` and `ModelStore.pull`. */
export interface FetchModelOptions extends ModelOptions {
  /**
   * Paths of the files that are wanted. Default: everything that the bundle's `config.json` names. Needed for models
   * that are not LangSeg bundles; their files are taken as they come, without a hash to check.
   */
  readonly files?: readonly string[];
  readonly onProgress?: (event: ModelProgress) => void;
}
