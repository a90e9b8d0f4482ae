import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workspacePackages } from './workspace-packages.js';

describe.each(workspacePackages.map((entry) => [entry.manifest.name, entry] as const))(
  '%s',
  (_name, { directory }) => {
    const files = readdirSync(`${directory}/src`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/__fixtures__/.test(entry.parentPath))
      .map((entry) => entry.name);

    it('names its files in kebab-case', () => {
      expect(
        files.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*((\.isolated)?\.test)?\.ts$/.test(name)),
      ).toEqual([]);
    });

    it('has no dumping ground', () => {
      expect(files.filter((name) => /^(utils?|helpers?|types|common|misc)\.ts$/.test(name))).toEqual([]);
    });

    it('is tested', () => {
      expect(files.filter((name) => name.endsWith('.test.ts'))).not.toEqual([]);
    });
  },
);

it('replaces modules only in tests that share none with others', () => {
  const replacing = workspaceFiles(
    (name) => name.endsWith('.test.ts') && !name.endsWith('.isolated.test.ts'),
  ).filter((file) => /^\s*vi\.(do)?(mock|resetModules)\(/im.test(readFileSync(file, 'utf8')));
  expect(replacing).toEqual([]);
});

it('imports zod as a namespace, of which bundlers take what is used', () => {
  const whole = workspaceFiles((name) => name.endsWith('.ts')).filter((file) =>
    /^import \{ z\b.* from 'zod'/m.test(readFileSync(file, 'utf8')),
  );
  expect(whole).toEqual([]);
});

function workspaceFiles(has: (name: string) => boolean): string[] {
  return workspacePackages.flatMap(({ directory }) =>
    readdirSync(`${directory}/src`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && has(entry.name))
      .map((entry) => `${entry.parentPath}/${entry.name}`),
  );
}
