import type { PipelineComponent } from '@langseg/core';
import type { z } from 'zod';
import type {
  RegularizerArchitecture,
  RegularizerArchitectureComponent,
} from './regularizer-architecture.js';

/** What {@link defineRegularizer} takes: `slot` and `specVersion` are known. */
export interface RegularizerDefinition<
  T extends string,
  S extends z.ZodObject,
  O extends z.ZodObject,
> extends Pick<PipelineComponent<'regularizer', T, S>, 'type' | 'configSchema' | 'create'> {
  readonly architecture: RegularizerArchitecture<z.output<O>> & { readonly options: O };
}

/** Makes a regulariser that can be run, trained and converted. */
export function defineRegularizer<const T extends string, S extends z.ZodObject, O extends z.ZodObject>(
  definition: RegularizerDefinition<T, S, O>,
): RegularizerArchitectureComponent<T, S> {
  return { specVersion: 1, slot: 'regularizer', ...definition };
}
