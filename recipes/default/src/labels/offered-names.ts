import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

const classList = z.object({ classes: z.array(z.string().nullable()) });
const words = z.record(z.string(), z.array(z.string())).default({});
const source = z.object({
  path: z.string(),
  labelOptions: z.object({
    names: z.record(z.string(), z.string()).default({}),
    synonyms: words,
    broader: words,
  }),
});
const recipe = z.object({
  data: z.object({ train: z.array(source) }),
  teaching: z.object({ teachers: z.array(source) }).default({ teachers: [] }),
});

/** Every name that a run offered for a class, as its `recipe.json`, its photo sets and its teachers say. */
export async function offeredNames(run: string): Promise<ReadonlySet<string>> {
  const sources = await sourcesOf(run);
  return new Set(
    sources.flatMap(({ classes, names, synonyms, broader }) => [
      ...classes,
      ...Object.values(names),
      ...Object.values(synonyms).flat(),
      ...Object.values(broader).flat(),
    ]),
  );
}

/** What the classes of a run's photo sets and teachers are called, without other words for them. */
export async function classNames(run: string): Promise<ReadonlySet<string>> {
  const sources = await sourcesOf(run);
  return new Set(sources.flatMap(({ classes, names }) => classes.map((name) => names[name] ?? name)));
}

async function sourcesOf(run: string) {
  const { data, teaching } = recipe.parse(await readJson(join(run, 'recipe.json')));
  const sources = [
    ...data.train.map((each) => ({ ...each, list: 'classes.json' })),
    ...teaching.teachers.map((each) => ({ ...each, list: 'teacher.json' })),
  ];
  return Promise.all(
    sources.map(async ({ path, list, labelOptions }) => {
      const { classes } = classList.parse(await readJson(join(path, list)));
      return { ...labelOptions, classes: classes.filter((name) => name !== null) };
    }),
  );
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}
