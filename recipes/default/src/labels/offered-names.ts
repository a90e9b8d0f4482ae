import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const classList = z.object({ classes: z.array(z.string()) });
const words = z.record(z.string(), z.array(z.string())).default({});
const recipe = z.object({
  data: z.object({
    train: z.array(
      z.object({
        path: z.string(),
        labelOptions: z.object({
          names: z.record(z.string(), z.string()).default({}),
          synonyms: words,
          broader: words,
        }),
      }),
    ),
  }),
});

/** Every name that a run offered for a class, as its `recipe.json` and its photo sets say. */
export async function offeredNames(run: string): Promise<ReadonlySet<string>> {
  const { data } = recipe.parse(await readJson(join(run, 'recipe.json')));
  const sets = await Promise.all(
    data.train.map(async ({ path, labelOptions: { names, synonyms, broader } }) => [
      ...classList.parse(await readJson(join(path, 'classes.json'))).classes,
      ...Object.values(names),
      ...Object.values(synonyms).flat(),
      ...Object.values(broader).flat(),
    ]),
  );
  return new Set(sets.flat());
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
