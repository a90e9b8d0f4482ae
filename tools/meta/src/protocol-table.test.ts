import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { protocolTable } from './protocol-table.js';
import { workspaceRoot } from './workspace-packages.js';

const page = `${workspaceRoot}docs/evaluation.md`;
const table = /(<!-- protocols: .*-->\n)[^]*?(\n<!-- end of protocols -->)/;

it('docs/evaluation.md lists the protocols; to update it, run this test with -u', async () => {
  const text = readFileSync(page, 'utf8').replace(
    table,
    (_, begin, end) => `${begin}\n${protocolTable()}\n${end}`,
  );
  const updated = await format(text, { ...(await resolveConfig(page)), filepath: page });
  expect(updated).toMatch(table);
  await expect(updated).toMatchFileSnapshot(page);
});
