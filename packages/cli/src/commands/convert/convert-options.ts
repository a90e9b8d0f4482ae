import type { ConvertOptions, StoredDtype } from '@langseg/convert';

/** Options of `langseg convert`, as commander gives them. */
export interface ConvertCommandOptions {
  readonly out: string;
  readonly name?: string;
  readonly dtype: StoredDtype;
  readonly readout?: ConvertOptions['readout'];
  readonly heads?: number;
  readonly hooks?: readonly number[];
  readonly textHeads?: number;
  readonly headBlock?: ConvertOptions['regularizer'];
  readonly blockDepth?: number;
  readonly activation?: keyof typeof activations;
  readonly wordVectors?: string;
  readonly textWeights?: string;
  readonly stateDict?: string;
  readonly license?: string;
  readonly allowUnexpected?: boolean;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}

/** Activations by upstream's names. */
export const activations = { relu: 'relu', lrelu: 'leaky-relu', tanh: 'tanh' } as const satisfies Record<
  string,
  ConvertOptions['activation']
>;
