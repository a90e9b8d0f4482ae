import { renameWeights } from '@langseg/checkpoints';
import type { TensorSource, Weights } from '@langseg/core';
import * as z from 'zod';
import type { CaseFiles } from './case-files.js';

/** The `weights` of a network case. */
export const weightFiles = z
  .array(
    z.strictObject({
      file: z.string(),
      strip_prefix: z.string().default(''),
      only: z.string().default(''),
      add_prefix: z.string().default(''),
    }),
  )
  .min(1);

/**
 * Collects the weights of a case: of every file the keys that start with `strip_prefix`, without it, if they then start
 * with `only`, behind `add_prefix`. Later files add keys.
 */
export async function loadWeights(files: CaseFiles, parts: z.output<typeof weightFiles>): Promise<Weights> {
  const weights = new Map<string, TensorSource>();
  for (const { file, strip_prefix: prefix, only, add_prefix: added } of parts) {
    const { tensors } = await files.checkpoint(file);
    const renamed = renameWeights(tensors, (name) => {
      const stripped = name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
      return stripped?.startsWith(only) ? added + stripped : undefined;
    });
    for (const [name, source] of renamed) weights.set(name, source);
  }
  return weights;
}
