import { createProjectGraphAsync } from '@nx/devkit';
import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { enforcedLayers } from './enforced-layers.js';
import { layerTable } from './layer-table.js';
import { workspaceRoot } from './workspace-packages.js';

const page = `${workspaceRoot}docs/architecture.md`;
const table = /(<!-- layers: .*-->\n)[^]*?(\n<!-- end of layers -->)/;

it('docs/architecture.md shows the layers that the lint rule enforces; to update it, run this test with -u', async () => {
  const { nodes } = await createProjectGraphAsync();
  const current = layerTable(await enforcedLayers(), nodes);
  const text = readFileSync(page, 'utf8').replace(table, (_, begin, end) => `${begin}\n${current}\n${end}`);
  const updated = await format(text, { ...(await resolveConfig(page)), filepath: page });
  expect(updated).toMatch(table);
  await expect(updated).toMatchFileSnapshot(page);
}, 60_000);

it('puts a project on the layer that its tag names', () => {
  const project = (name: string, tags: string[]) =>
    ({ name, type: 'lib', data: { root: name, tags } }) as const;
  const rules = [
    { sourceTag: 'layer:core', onlyDependOnLibsWithTags: [] },
    { sourceTag: 'layer:format', onlyDependOnLibsWithTags: ['layer:core'] },
  ];
  const rows = layerTable(rules, {
    a: project('@langseg/a', ['layer:core', 'platform:any']),
    b: project('b', ['layer:format']),
  });
  expect(rows).toContain('| `core` | `a` | nothing of ours |\n| `format` | `b` | `core` |');
});
