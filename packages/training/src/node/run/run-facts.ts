import { LangSegError, type ComponentSet } from '@langseg/core';
import { decisivePart, differences } from '../../recipe/recipe-differences.js';
import type { NodeRecipe } from '../recipe/node-recipe.js';
import { dataFacts, type OpenData } from './open-data.js';
import type { OpenTeacher } from './open-teachers.js';

/** All that the numbers of a run depend on, as plain JSON. */
export function runFacts(
  recipe: NodeRecipe,
  data: OpenData,
  teachers: readonly OpenTeacher[],
  registry: ComponentSet,
): Record<string, unknown> {
  return { recipe: decisivePart(recipe, registry), data: { ...dataFacts(data), ...teacherFacts(teachers) } };
}

function teacherFacts(teachers: readonly OpenTeacher[]): Record<string, string> {
  return Object.fromEntries(
    teachers.map(({ teacher: { name, hash } }, index) => [`teacher ${index} ${name}`, hash]),
  );
}

/**
 * A run goes on only as what it was.
 *
 * @throws LangSegError `CONFIG_INVALID` naming what differs.
 */
export function assertSameRun(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  path: string,
): void {
  const found = [
    ...differences(before.recipe, after.recipe),
    ...differences(before.data, after.data, 'data sets'),
  ];
  if (found.length === 0) return;
  throw new LangSegError(
    'CONFIG_INVALID',
    `${path} can't be resumed with this recipe, its numbers would differ from those of the same run:\n` +
      `${found.map((difference) => `  ${difference}`).join('\n')}\n` +
      'Undo the changes, or start a new run from its weights (start.checkpoint).',
    { path, differences: found },
  );
}
