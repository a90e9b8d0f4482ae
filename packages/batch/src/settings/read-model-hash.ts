import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createModelStore } from '@langseg/adapter-node';
import { LangSegError, type RunOptions } from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import type { BatchSettings } from './batch-settings.js';

/**
 * The hash of a model's `config.json`, which names the hashes of its other files.
 *
 * @param model as `createSegmenter` takes it.
 * @throws LangSegError as `createSegmenter` for models that are not found.
 */
export async function readModelHash(model: string, options: RunOptions = {}): Promise<string> {
  const ref = model === 'default' ? fileURLToPath(bundleUrl) : model;
  const bytes = await (await createModelStore().resolve(ref, options)).read('config.json');
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Refuses a machine on which the model of a batch is another one.
 *
 * @throws LangSegError `HASH_MISMATCH`; as {@link readModelHash}.
 */
export async function assertSameModel(
  { model, modelSha256 }: BatchSettings,
  options: RunOptions = {},
): Promise<void> {
  const found = await readModelHash(model, options);
  if (found === modelSha256) return;
  throw new LangSegError(
    'HASH_MISMATCH',
    `The batch was submitted with another model than the one called "${model}" here: sha256 of config.json is ${found}, ` +
      `expected ${modelSha256}. Put the right one there.`,
    { model, expected: modelSha256, found },
  );
}
