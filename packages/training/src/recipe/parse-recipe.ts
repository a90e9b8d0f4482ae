import { LangSegError, safeParse } from '@langseg/core';
import type { z } from 'zod';
import { describeIssues } from './describe-issues.js';
import { recipeJsonSchema, recipeSchema } from './recipe-schema.js';

/** More help nobody; a file may be wrong in a hundred thousand places. */
const mostFaults = 50;
const longestFault = 1000;

/** Options of {@link parseRecipe}. */
export interface ParseRecipeOptions {
  /** Where the recipe came from, for messages. */
  readonly source?: string;
}

/** A schema that `recipeSchemaOf` made: with other components, or with the data sets of a platform. */
export interface OtherSchema<S extends z.ZodType> {
  readonly schema: S;
}

/**
 * Checks a recipe and fills in its defaults.
 *
 * @throws LangSegError `CONFIG_INVALID` naming what is wrong, up to 50 mistakes; for an unknown key also what it may have been
 * meant to be.
 */
export function parseRecipe(input: unknown, options?: ParseRecipeOptions): z.output<typeof recipeSchema>;
export function parseRecipe<S extends z.ZodType>(
  input: unknown,
  options: ParseRecipeOptions & OtherSchema<S>,
): z.output<S>;
export function parseRecipe(
  input: unknown,
  { schema = recipeSchema, source = 'The recipe' }: ParseRecipeOptions & Partial<OtherSchema<z.ZodType>> = {},
): unknown {
  const result = safeParse(schema, input);
  if (result.success) return result.data;
  const faults = describeIssues(result.error.issues.slice(0, mostFaults), recipeJsonSchema(schema))
    .slice(0, mostFaults)
    .map((fault) => fault.slice(0, longestFault));
  throw new LangSegError(
    'CONFIG_INVALID',
    `${source} can't be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    { source, faults },
    { cause: result.error },
  );
}
