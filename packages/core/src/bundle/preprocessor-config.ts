import * as z from 'zod';
import { LangSegError } from '../errors/lang-seg-error.js';
import { listProblems } from '../errors/list-problems.js';
import { safeParse } from '../errors/safe-parse.js';
import type { Preprocessing } from '../interfaces/preprocessing.js';

/** No real model exceeds these numbers: they would fill the memory, or leave nothing of a photo. */
const mean = z.number().min(-100).max(100);
const deviation = z.number().min(0.001).max(1000);

/** `preprocessor_config.json` in the words of the Hugging Face hub; keys that LangSeg does not use are ignored. */
const schema = z.object({
  image_mean: z.tuple([mean, mean, mean]),
  image_std: z.tuple([deviation, deviation, deviation]),
  size: z.object({ longest_edge: z.int().positive().max(4096) }),
  size_divisor: z.int().positive().max(512),
  resample: z.enum(['bilinear', 'bilinear-antialias']),
  only_shrink: z.boolean(),
  // Pixels always become 0 to 1; a file that asks for anything else would be read wrongly.
  do_rescale: z.literal(true).optional(),
  rescale_factor: z.number().min(0.0039).max(0.00393).optional(),
});

/**
 * Reads a `preprocessor_config.json`.
 *
 * @throws LangSegError `CONFIG_INVALID` naming the wrong entries.
 */
export function parsePreprocessorConfig(json: unknown): Preprocessing {
  const { data, success, error } = safeParse(schema, json);
  if (!success)
    throw new LangSegError('CONFIG_INVALID', `preprocessor_config.json is wrong:\n${listProblems(error)}`, {
      issues: error.issues,
    });
  return {
    mean: data.image_mean,
    std: data.image_std,
    resample: data.resample,
    longestSide: data.size.longest_edge,
    onlyShrink: data.only_shrink,
    sizeMultiple: data.size_divisor,
  };
}

/** The inverse of {@link parsePreprocessorConfig}, for writing bundles. */
export function preprocessorConfigOf(preprocessing: Preprocessing): Record<string, unknown> {
  return {
    image_mean: preprocessing.mean,
    image_std: preprocessing.std,
    do_rescale: true,
    rescale_factor: 1 / 255,
    size: { longest_edge: preprocessing.longestSide },
    size_divisor: preprocessing.sizeMultiple,
    resample: preprocessing.resample,
    only_shrink: preprocessing.onlyShrink,
  };
}
