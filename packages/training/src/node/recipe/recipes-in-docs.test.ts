import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseRecipe } from '../../recipe/parse-recipe.js';
import { nodeRecipeSchema } from './node-recipe.js';

const page = readFileSync(new URL('../../../../../docs/training.md', import.meta.url), 'utf8');
const recipes = [...page.matchAll(/^```json\n([^]*?)^```$/gm)].map(([, code]) => JSON.parse(code) as object);

it('the recipes of the documentation are valid as they are written', () => {
  expect(recipes.length).toBeGreaterThan(2);
  for (const recipe of recipes) expect(() => parseRecipe(recipe, { schema: nodeRecipeSchema })).not.toThrow();
});
