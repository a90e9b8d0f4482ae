import { join, resolve } from 'node:path';
import type { NodeRecipeInput } from '@langseg/training/node';

/** The weights that the run in `LANGSEG_RUN` ended with, to begin a further stage with. */
export function weightsOfRun(env: NodeJS.ProcessEnv = process.env): NodeRecipeInput['start'] {
  if (!env.LANGSEG_RUN) throw new Error('Set LANGSEG_RUN to the folder of the stage before.');
  return { checkpoint: resolve(join(env.LANGSEG_RUN, 'weights.safetensors')), minimum: 1 };
}
