import { LangSegError } from '@langseg/core';
import { describeIssues } from './describe-issues.js';
import { recipeKeySchema, recipeSchema, type Recipe } from './recipe-schema.js';

/**
 * Checks a recipe and fills in its defaults.
 *
 * @param source where it came from, for messages.
 * @throws LangSegError `CONFIG_INVALID` naming everything that is wrong; for an unknown key also what it may have been
 * meant to be.
 */
export function parseRecipe(input: unknown, source = 'The recipe'): Recipe {
  const result = recipeSchema.safeParse(input);
  if (result.success) return result.data;
  const faults = describeIssues(result.error.issues, recipeKeySchema());
  throw new LangSegError(
    'CONFIG_INVALID',
    `${source} can't be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    { source, faults },
    { cause: result.error },
  );
}
