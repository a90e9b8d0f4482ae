import { readFileSync } from 'node:fs';
import { protocolComponents, readProtocol } from '@langseg/evaluation';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { ledgerSchema, problemsOf, reproductionTable, type Figure } from './reproduction-table.js';
import { workspaceRoot } from './workspace-packages.js';

const page = `${workspaceRoot}docs/reproduction.md`;
const { figures } = ledgerSchema.parse(
  JSON.parse(readFileSync(`${workspaceRoot}docs/reproduction.json`, 'utf8')),
);
const table = /(<!-- figures: .*-->\n)[^]*?(\n<!-- end of figures -->)/;

describe('the reproduction ledger', () => {
  it('is the table of docs/reproduction.md; to update it, run this test with -u', async () => {
    const text = readFileSync(page, 'utf8').replace(
      table,
      (_, begin, end) => `${begin}\n${reproductionTable(figures)}\n${end}`,
    );
    const updated = await format(text, { ...(await resolveConfig(page)), filepath: page });
    expect(updated).toMatch(table);
    await expect(updated).toMatchFileSnapshot(page);
  });

  it('names each figure once, and protocols and folds that can be run', () => {
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
    const protocols = new Map(protocolComponents.map((each) => [each.type as string, readProtocol(each)]));
    for (const { id, protocol, fold, command } of figures) {
      expect(command === undefined, id).toBe(protocol === null);
      if (protocol === null) continue;
      expect(command).toContain(`--protocol ${protocol} `);
      if (fold !== undefined) expect(command).toContain(`--fold ${fold} `);
      const found = protocols.get(protocol);
      expect(found, id).toBeDefined();
      const folds = found?.kind === 'episodes' ? found.folds.length : 0;
      expect(fold === undefined ? folds === 0 : fold < folds, id).toBe(true);
    }
  });

  it('has values for what was measured, and for nothing else', () => {
    expect(
      figures.flatMap((figure) => problemsOf(figure).map((problem) => `${figure.id} ${problem}`)),
    ).toEqual([]);
  });

  it('notices values that nobody measured', () => {
    const [{ why, ...figure }] = figures;
    const measured = (value: number, status: Figure['status']): Figure => ({
      ...figure,
      checkpoint: 'a',
      status,
      ours: { value, record: 'a'.repeat(64) },
    });
    expect(problemsOf(measured(figure.published, 'reproduced'))).toEqual([]);
    expect(problemsOf(measured(figure.published - 1, 'reproduced'))).toEqual([
      'is further away than the tolerance',
    ]);
    expect(problemsOf(measured(figure.published, 'differs'))).toEqual(['is within the tolerance']);
    expect(problemsOf({ ...measured(1, 'not measured'), why })).toEqual([
      'has a value, but was not measured',
    ]);
    expect(problemsOf({ ...figure, status: 'reproduced' })).toEqual(['was measured, but has no value']);
    expect(problemsOf({ ...figure, status: 'not measured' })).toEqual([
      'does not say why it was not measured',
    ]);
  });
});
