import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exceptions } from './__fixtures__/docs/not-run.js';
import { readersFiles, writeReadersFolder } from './__fixtures__/docs/readers-folder.js';
import { createRequester, runDocumented } from './__fixtures__/docs/run-documented.js';
import { documentedCommands, workspace } from './__fixtures__/docs/shell-commands.js';
import { runWith } from './__fixtures__/fake-io.js';
import { WorkFolder } from './__fixtures__/work-folder.js';

const hasCurl = ['curl', 'base64', 'bash'].every((name) => spawnSync(name, ['--version']).status === 0);

const noCurl = { matches: /\bcurl\b/, reason: 'needs curl, base64 and bash', coveredBy: undefined };

const commands = documentedCommands().map(({ page, command }) => {
  const known = hasCurl ? exceptions : [...exceptions, noCurl];
  return { page, command, exception: known.find(({ matches }) => matches.test(command)) };
});
const excepted = commands.flatMap(({ page, command, exception }) =>
  exception ? [{ page, command, ...exception }] : [],
);
const run = commands.filter(({ exception }) => !exception);
const folder = new WorkFolder();
const requester = createRequester();
const home = process.cwd();

beforeAll(async () => {
  await writeReadersFolder(folder.path);
  const made = await runWith(['convert', folder.at('demo_e200.ckpt'), '--out', folder.at('lseg')]);
  expect(made, made.stderr).toMatchObject({ status: 0 });
}, 60_000);
afterAll(async () => {
  await requester.close();
  process.chdir(home);
  folder[Symbol.dispose]();
});

describe.each([...new Set(run.map(({ page }) => page))])('%s', { timeout: 60_000 }, (page) => {
  beforeAll(() => {
    const pageFolder = folder.at('pages', page.replaceAll('/', '-'));
    mkdirSync(pageFolder, { recursive: true });
    for (const name of [...readersFiles, 'lseg'])
      cpSync(folder.at(name), `${pageFolder}/${name}`, { recursive: true });
    process.chdir(pageFolder);
  });

  it.each(run.filter((each) => each.page === page))('$command', async ({ command }) => {
    const { status, stderr } = await runDocumented(command, requester);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('not run', () => {
  it.each(excepted)('$page: $command, for it $reason', ({ coveredBy }) => {
    if (coveredBy) expect(existsSync(workspace + coveredBy), coveredBy).toBe(true);
  });

  it('is nothing that the documentation no longer says', () => {
    const unused = exceptions.filter(({ matches }) => !commands.some(({ command }) => matches.test(command)));
    expect(unused).toEqual([]);
  });
});
