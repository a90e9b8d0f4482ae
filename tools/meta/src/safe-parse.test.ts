import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));

it("values are checked by core's safeParse, which bounds what a wrong one costs", () => {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'packages/**/src/**/*.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
  const unbounded = files
    .trim()
    .split('\n')
    .filter((path) => !/\.test\.ts$|__fixtures__/.test(path))
    .filter((path) => /\.(safeParse|parse\(JSON\.parse)\(/.test(readFileSync(root + path, 'utf8')));
  expect(unbounded.sort()).toEqual([
    // Chooses among the options of a union; the whole value was checked before.
    'packages/core/src/components/asset.ts',
    'packages/core/src/errors/safe-parse.ts',
  ]);
});
