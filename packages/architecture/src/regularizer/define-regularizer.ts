import type { z } from 'zod';
import type { RegularizerArchitectureComponent } from './regularizer-architecture.js';

/** What {@link defineRegularizer} takes: `slot` and `specVersion` are known. */
export type RegularizerDefinition<T extends string, S extends z.ZodObject, O extends z.ZodObject> = Omit<
  RegularizerArchitectureComponent<T, S, O>,
  'specVersion' | 'slot'
>;

/** Makes a regulariser that can be run, trained and converted. */
export function defineRegularizer<const T extends string, S extends z.ZodObject, O extends z.ZodObject>(
  definition: RegularizerDefinition<T, S, O>,
): RegularizerArchitectureComponent<T, S, O> {
  return { specVersion: 1, slot: 'regularizer', ...definition };
}
