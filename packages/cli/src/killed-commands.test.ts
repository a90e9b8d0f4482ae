import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answeredSet, folderSet, temporaryFolder } from '@langseg/dataset-testing';
import { createSegmenter } from 'langseg';
import { beforeAll, expect, it } from 'vitest';
import { runWith } from './__fixtures__/fake-io.js';

const classes = ['sky', 'grass', 'water'];
const program = fileURLToPath(new URL('__fixtures__/killed-command.ts', import.meta.url));
const small = ['--size', '32', '--threads', '1'];
let data: string;
let out: string;
beforeAll(async () => {
  [data, out] = await Promise.all([temporaryFolder(), temporaryFolder()]);
  await folderSet(data, classes, 8);
});

/** Runs a command until it has two results at `path`, and kills it; then runs it to its end. */
async function killedAndResumed(path: string, args: readonly string[]): Promise<string> {
  const options = ['--conditions=@langseg/source', '--import', import.meta.resolve('tsx'), program, path];
  const child = spawn(process.execPath, [...options, ...args], { stdio: 'ignore' });
  expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
  const { status, stderr, stdout } = await runWith(args);
  expect(status, stderr).toBe(0);
  return stdout;
}

/** Files of a folder with their content, hidden ones too; settings say when they were written. */
function contentOf(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? entry.name : []))
    .sort();
  return new Map(names.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}

it(
  'segment --resume goes on after SIGKILL, with the same results and nothing besides',
  { timeout: 120_000 },
  async () => {
    const args = [
      'segment',
      join(data, 'images'),
      '-l',
      'sky, grass',
      '-f',
      'mask',
      ...small.with(0, '--longest-side'),
    ];
    const [whole, killed] = [join(out, 'whole'), join(out, 'killed')];
    expect((await runWith([...args, '-o', whole])).status).toBe(0);
    await killedAndResumed(`${killed}/`, [...args, '-o', killed, '--resume']);
    expect([...contentOf(killed).keys()]).toEqual([...contentOf(whole).keys()]);
    for (const [name, content] of contentOf(whole))
      if (name.endsWith('.png')) expect(contentOf(killed).get(name), name).toBe(content);
  },
);

it('eval goes on after SIGKILL, with the same record and nothing besides', { timeout: 120_000 }, async () => {
  const evaluate = (file: string) => ['eval', data, ...small, '--out', join(out, 'records', file)];
  expect((await runWith(evaluate('whole.json'))).status).toBe(0);
  await killedAndResumed(join(out, 'records/killed.json.part'), evaluate('killed.json'));
  const records = contentOf(join(out, 'records'));
  expect([...records.keys()]).toEqual(['killed.json', 'whole.json']);
  expect(records.get('killed.json')).toBe(records.get('whole.json'));
});

it(
  'calibrate goes on after SIGKILL, with the same numbers and nothing besides',
  { timeout: 120_000 },
  async () => {
    const answered = await temporaryFolder();
    await using segmenter = await createSegmenter({ threads: 1 });
    await answeredSet(
      answered,
      classes,
      8,
      async (photo) => (await segmenter.segment(photo, classes, { longestSide: 32 })).labelMap,
    );
    const calibrate = (file: string) => [
      'calibrate',
      answered,
      ...small,
      '--json',
      '--record',
      join(out, file),
    ];
    const { status, stdout, stderr } = await runWith(calibrate('whole.jsonl'));
    expect(status, stderr).toBe(0);
    const resumed = await killedAndResumed(join(out, 'killed.jsonl'), calibrate('killed.jsonl'));
    expect(JSON.parse(resumed)).toEqual(JSON.parse(stdout));
    expect(contentOf(out).get('killed.jsonl')).toBe(contentOf(out).get('whole.jsonl'));
  },
);
