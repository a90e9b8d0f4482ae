import { readFileSync } from 'node:fs';
import { ESLint, type Linter } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { workspaceRoot } from './workspace-packages.js';

let eslint: ESLint;

beforeAll(async () => {
  const rules = `${workspaceRoot}tools/eslint-config/linear-patterns.js`;
  const { linearPatterns } = (await import(rules)) as { linearPatterns: Linter.Config[] };
  eslint = new ESLint({ overrideConfigFile: true, overrideConfig: linearPatterns });
});

async function complaints(pattern: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(`export const find = (text) => ${pattern}.exec(text);`, {
    filePath: 'read.js',
  });
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
}

describe('regular expressions', () => {
  it.each(['/\\n+$/', '/(a+)+$/', '/^\\d*\\.?\\d*e$/', '/^\\s*(.+?)\\s*$/'])(
    'slower than linear, such as %s, are refused',
    async (pattern) => {
      const [first] = await complaints(pattern);
      expect(first).toMatch(/^regexp\/no-super-linear-/);
    },
  );

  it('of linear time are not', async () => {
    expect(await complaints('/(?<!\\n)\\n+$/')).toEqual([]);
  });

  it('are checked wherever the linter is run', () => {
    const config = readFileSync(`${workspaceRoot}eslint.config.js`, 'utf8');
    expect(config).toContain('...linearPatterns,');
  });
});
