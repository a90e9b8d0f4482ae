import type { WebDevice } from '@langseg/adapter-web';
import type { ValueInfo } from '@langseg/core';
import type { SentTensor } from './sent-tensor.js';

/** Calls of a runtime that runs in a worker of the page, as plain data. */
export type RuntimeCall =
  | { readonly kind: 'create'; readonly device: WebDevice; readonly threads?: number }
  | {
      readonly kind: 'load';
      readonly model: string;
      readonly externalData: readonly { readonly path: string; readonly data: string }[];
    }
  | {
      readonly kind: 'run';
      readonly session: number;
      readonly feeds: Readonly<Record<string, SentTensor>>;
    }
  | { readonly kind: 'dispose'; readonly session: number };

/** What calls answer. */
export interface RuntimeAnswer {
  readonly created?: {
    readonly device: string;
    readonly threads: number;
    readonly warnings: readonly string[];
  };
  readonly loaded?: {
    readonly session: number;
    readonly inputs: readonly ValueInfo[];
    readonly outputs: readonly ValueInfo[];
  };
  readonly outputs?: Readonly<Record<string, SentTensor>>;
  readonly error?: { readonly code: string; readonly message: string };
}
