import { readFileSync } from 'node:fs';
import { createLabelSet, labelsFromJson, parseBundleConfig, parseView } from '@langseg/core';
import { loadRecipe } from '@langseg/training/node';
import { defaultRegistry } from 'langseg';
import { describe, expect, it } from 'vitest';
import { documentedPages, workspace } from './__fixtures__/docs/shell-commands.js';
import { runWith } from './__fixtures__/fake-io.js';
import { photo, WorkFolder } from './__fixtures__/work-folder.js';

type Json = Readonly<Record<string, unknown>>;

/** Every JSON block of what people read. */
const blocks = documentedPages().flatMap((page) => {
  const text = readFileSync(workspace + page, 'utf8');
  return [...text.matchAll(/^```jsonc?\n([^]*?)^```$/gm)].map(([, code], index) => ({
    name: `${page} ${index + 1}`,
    page,
    json: JSON.parse(code) as Json,
  }));
});

const pipelineFile = readFileSync(`${workspace}examples/pipeline.json`, 'utf8');
const examplePipeline = JSON.parse(pipelineFile) as Json;

async function exampleRegistry(): Promise<{ parse(config: unknown): unknown }> {
  const { translatedWords } = (await import(`${workspace}examples/src/translated-words.ts`)) as {
    translatedWords: Parameters<typeof defaultRegistry.with>[0];
  };
  return defaultRegistry.with(translatedWords);
}

/** Names and types of what is in a value; of lists, of their first entry. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, shapeOf(entry)]));
}

/** What the JSON of a page is, and the schema or program that decides. */
const checks: readonly (readonly [page: string, check: (json: Json) => unknown])[] = [
  [
    'docs/model-bundles.md',
    (json) => {
      const whole = JSON.stringify(json).replaceAll('…64 hexadecimal digits…', '0'.repeat(64));
      const { pipeline } = parseBundleConfig(JSON.parse(whole));
      return defaultRegistry.parse(pipeline);
    },
  ],
  [
    'docs/text-encoders.md',
    (json) => {
      const { imageEncoder, head } = examplePipeline;
      return defaultRegistry.parse({ imageEncoder, head, textEncoder: json });
    },
  ],
  [
    'docs/writing-a-plugin.md',
    async (json) => (await exampleRegistry()).parse({ ...examplePipeline, ...json }),
  ],
  ['docs/views.md', (json) => expect(parseView(json)).toEqual(json)],
  ['docs/labels.md', (json) => createLabelSet(labelsFromJson(json))],
  [
    'docs/training.md',
    async (json) => {
      using folder = new WorkFolder();
      return await loadRecipe(folder.write('recipe.json', JSON.stringify(json)));
    },
  ],
  [
    'docs/cli.md',
    async (json) => {
      using folder = new WorkFolder();
      folder.write('photo.jpg', await photo());
      const args = ['segment', folder.at('photo.jpg'), '-l', 'sky, grass', '-o', folder.at('out'), '--json'];
      const { stdout } = await runWith(args);
      expect(shapeOf(json)).toEqual(shapeOf(JSON.parse(stdout)));
    },
  ],
];
/** Checked where their schemas are, in `openapi/answers-in-docs.test.ts` of the server. */
const elsewhere = ['docs/serving.md', 'packages/server/README.md'];

describe('JSON of the documentation', { timeout: 60_000 }, () => {
  const known = new Map(checks);

  it.each(blocks.filter(({ page }) => !elsewhere.includes(page)))(
    '$name is valid',
    async ({ page, json }) => {
      const check = known.get(page);
      if (!check) throw new Error(`${page} shows JSON that nothing checks; add a check.`);
      await check(json);
    },
  );

  it('is on every page that is checked', () => {
    const pages = new Set(blocks.map(({ page }) => page));
    expect([...known.keys(), ...elsewhere].filter((page) => !pages.has(page))).toEqual([]);
  });

  it('of the example is valid, too', async () => {
    expect((await exampleRegistry()).parse(examplePipeline)).toMatchObject(examplePipeline);
  });
});
