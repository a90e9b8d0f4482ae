import { LangSegError } from '@langseg/core';
import type { z } from 'zod';
import { describeIssues } from './describe-issues.js';
import { recipeJsonSchema, recipeSchema } from './recipe-schema.js';

/** Options of {@link parseRecipe}. */
export interface ParseRecipeOptions<S extends z.ZodType> {
  /** Schema with the platform's data sets. Default: any data sets. */
  readonly schema?: S;
  /** Where the recipe came from, for messages. */
  readonly source?: string;
}

/**
 * Checks a recipe and fills in its defaults.
 *
 * @throws LangSegError `CONFIG_INVALID` naming everything that is wrong; for an unknown key also what it may have been
 * meant to be.
 */
export function parseRecipe<S extends z.ZodType = typeof recipeSchema>(
  input: unknown,
  { schema = recipeSchema as unknown as S, source = 'The recipe' }: ParseRecipeOptions<S> = {},
): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const faults = describeIssues(result.error.issues, recipeJsonSchema(schema));
  throw new LangSegError(
    'CONFIG_INVALID',
    `${source} can't be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    { source, faults },
    { cause: result.error },
  );
}
