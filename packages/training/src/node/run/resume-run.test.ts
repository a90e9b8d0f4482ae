import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeRuntime, directoryAssets } from '@langseg/adapter-node';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { toyRecipe } from './__fixtures__/toy-recipe.js';
import { writeToyData } from './__fixtures__/toy-data.js';
import { readMetrics } from './metrics-file.js';
import { readCheckpoint } from './checkpoint-folder.js';
import { listCheckpoints, runFolder } from './run-folder.js';
import { openResumed } from './open-resumed.js';
import { lockRun } from './run-lock.js';
import { trainRecipe, type TrainedRun } from './train-recipe.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const bundle = fileURLToPath(new URL('../../../../default-model/bundle', import.meta.url));
const runtime = createNodeRuntime({ threads: 1 });

let dir: string;
let whole: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'langseg-resume-'));
  await writeToyData(join(dir, 'data'));
  whole = join(dir, 'whole');
  await trainRecipe({ ...shared(), folder: whole });
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const shared = () => ({
  recipe: toyRecipe(join(dir, 'data'), { checkpoint: { everySteps: 2, keepLast: 3 } }),
  runtime,
  workers: 0,
  models: async () => directoryAssets(bundle),
});

let copies = 0;
/** A copy of the finished run, to be damaged. */
function copy(): string {
  const folder = join(dir, `copy-${copies++}`);
  cpSync(whole, folder, { recursive: true });
  return folder;
}

async function resume(folder: string, from?: number): Promise<{ run: TrainedRun; warnings: string[] }> {
  const warnings: string[] = [];
  const run = await trainRecipe({
    ...shared(),
    folder,
    resume: true,
    ...(from !== undefined && { from }),
    onEvent: (event) => event.type === 'warning' && warnings.push(event.message),
  });
  return { run, warnings };
}

async function expectWhole(folder: string): Promise<void> {
  const steps = (await readMetrics(runFolder(folder).metrics)).flatMap((line) =>
    line.type === 'step' ? [line.step] : [],
  );
  expect(steps).toEqual([1, 2, 3, 4, 5, 6]);
  const weights = (path: string) => readFileSync(join(path, 'weights.safetensors'));
  expect(weights(folder).equals(weights(whole))).toBe(true);
  expect(readdirSync(folder).filter((name) => name.startsWith('.') || name === 'run.lock')).toEqual([]);
}

/** Opens the run as a resumed one does, without training. */
async function open(folder: string) {
  const warnings: string[] = [];
  const onWarning = (message: string) => void warnings.push(message);
  return { checkpoint: await openResumed(runFolder(folder), { onWarning }), warnings };
}

it.each([
  [
    'cut weights',
    (path: string) => truncateSync(join(path, 'weights.safetensors'), 100),
    /is not what was saved/,
  ],
  ['a state that is not JSON', (path: string) => truncateSync(join(path, 'state.json'), 10), /is not JSON/],
  [
    'a state of something else',
    (path: string) => writeFileSync(join(path, 'state.json'), '{}'),
    /formatVersion/,
  ],
  ['a missing file', (path: string) => rmSync(join(path, 'optimizer.safetensors')), /does not exist/],
])('a checkpoint with %s is passed over', async (_, damage, message) => {
  const folder = copy();
  damage(join(folder, 'checkpoints', 'step-000006'));
  const { checkpoint, warnings } = await open(folder);
  expect(checkpoint.progress.step).toBe(4);
  expect(warnings).toEqual([
    expect.stringMatching(message),
    expect.stringMatching(/^Continuing from .*step-000004 instead/),
  ]);
});

it('goes on from the checkpoint before a damaged one to the same weights', async () => {
  const folder = copy();
  truncateSync(join(folder, 'checkpoints', 'step-000006', 'weights.safetensors'), 1000);
  // As two processes at once wrote it.
  appendFileSync(join(folder, 'metrics.jsonl'), readFileSync(join(folder, 'metrics.jsonl')));
  expect((await resume(folder)).warnings).toHaveLength(2);
  await expectWhole(folder);
  expect(readdirSync(join(folder, 'checkpoints'))).toEqual([
    'damaged-step-000006',
    'step-000003',
    'step-000004',
    'step-000006',
  ]);
});

it('goes on from the checkpoint that is asked for', async () => {
  const folder = copy();
  await expect(resume(folder, 5)).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringMatching(/no checkpoint of step 5\. It contains those of 3, 4, 6\./),
  });
  expect((await resume(folder, 4)).warnings).toEqual([]);
  await expectWhole(folder);
});

it('says so when every checkpoint is damaged', async () => {
  const folder = copy();
  for (const name of readdirSync(join(folder, 'checkpoints')))
    truncateSync(join(folder, 'checkpoints', name, 'weights.safetensors'), 50);
  await expect(open(folder)).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
});

it('is done by one process at a time', async () => {
  const folder = copy();
  const unlock = await lockRun(runFolder(folder).lock);
  await expect(resume(folder)).rejects.toMatchObject({ code: 'IO_FAILED', context: { pid: process.pid } });
  await unlock();
});

it('removes what a killed process had not finished, and puts the best weights back', async () => {
  const folder = copy();
  const id = '01234567-89ab-cdef-0123-456789abcdef';
  for (const name of [`checkpoints/.step-000008.${id}.tmp`, `.model.${id}.tmp`])
    mkdirSync(join(folder, name));
  writeFileSync(join(folder, `.weights.safetensors.${id}.tmp`), 'half');
  writeFileSync(join(folder, '.mine'), 'kept');
  const best = readFileSync(join(folder, 'best', 'state.json'), 'utf8');
  renameSync(join(folder, 'best'), join(folder, `.best.${id}.tmp`));
  await resume(folder);
  expect(readFileSync(join(folder, 'best', 'state.json'), 'utf8')).toBe(best);
  expect(readFileSync(join(folder, '.mine'), 'utf8')).toBe('kept');
  rmSync(join(folder, '.mine'));
  await expectWhole(folder);
  expect(readdirSync(join(folder, 'checkpoints')).join()).not.toMatch(/tmp/);
});

it('survives being killed at any moment', async () => {
  const folder = join(dir, 'killed');
  const script = fileURLToPath(new URL('__fixtures__/killed-run.ts', import.meta.url));
  const node = ['--conditions=@langseg/source', '--import', import.meta.resolve('tsx'), script];
  for (const [mode, step, delay] of [
    ['new', '2', '2'],
    ['resume', '3', '0'],
  ]) {
    const child = spawn(process.execPath, [...node, join(dir, 'data'), folder, mode, step, delay], {
      stdio: 'ignore',
    });
    expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
    const saved = await listCheckpoints(runFolder(folder));
    expect(saved.length).toBeGreaterThan(0);
    for (const path of saved) await readCheckpoint(path);
  }
  expect(existsSync(join(folder, 'run.lock'))).toBe(true);
  await resume(folder);
  await expectWhole(folder);
});
