import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';

const cow = fileURLToPath(new URL('../../../../../samples/cow.jpg', import.meta.url));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batch-command-'));
  await mkdir(join(folder, 'photos', 'more'), { recursive: true });
  await copyFile(cow, join(folder, 'photos', 'cow.jpg'));
  await writeFile(join(folder, 'photos', 'more', 'broken.jpg'), 'no photo');
});
afterAll(() => rm(folder, { recursive: true }));

const batch = (command: string, ...args: string[]) =>
  runWith(['batch', command, ...args], { env: { LANGSEG_DATABASE: join(folder, 'queue') } });

it('submits, works, tells how far it is, tries again and cancels', { timeout: 120_000 }, async () => {
  const words = ['--labels', 'cow, grass', '--longest-side', '128'];
  const submitted = ['-r', join(folder, 'photos'), ...words, '--out', join(folder, 'out'), '-f', 'mask,json'];
  const first = await batch('submit', ...submitted, '--json');
  expect(first.stderr).toBe('');
  expect(JSON.parse(first.stdout)).toEqual({ batch: 'photos', jobs: 1, photos: 2, known: 0 });
  expect((await batch('submit', ...submitted)).stdout).toContain('2 had been submitted before');
  expect((await batch('status')).stdout).toContain(
    'photos: 0.0 %\n  photos   2: 0 done, 0 failed, 2 waiting',
  );

  const worked = await batch('work', '--metrics-port', '0', '--json');
  expect(worked.status).toBe(0);
  expect(JSON.parse(worked.stdout)).toEqual({ batch: 'photos', made: 1, kept: 0, failed: 1, jobs: 1 });
  const [, port] = /Metrics: http:\/\/127\.0\.0\.1:(\d+)\/metrics/.exec(worked.stderr) ?? [];
  expect(Number(port)).toBeGreaterThan(0);
  const names = await readdir(join(folder, 'out', 'objects'), { recursive: true });
  expect(names.filter((name) => name.endsWith('.mask.png'))).toHaveLength(1);

  const { stdout } = await batch('status');
  expect(stdout).toContain('photos: 100.0 %');
  expect(stdout).toMatch(/failed +\S+broken\.jpg: .*\[IMAGE_UNREADABLE\]/);
  expect((await batch('retry')).stdout).toContain('1 photo, 0 jobs');
  expect(JSON.parse((await batch('cancel', '--json')).stdout)).toEqual({ batch: 'photos', jobs: 1 });
  const other = await batch('submit', join(folder, 'photos'), '-l', 'sky', '-o', join(folder, 'out'));
  expect(other).toMatchObject({ status: 2, stderr: expect.stringContaining('labels') });
});

it('says which database it needs, and which of its wishes workers could not read', async () => {
  const status = (...args: string[]) => runWith(['batch', 'status', ...args]);
  expect(await status()).toMatchObject({ status: 2, stderr: expect.stringContaining('LANGSEG_DATABASE') });
  expect(await status('--database', join(folder, 'none'))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('There is no database'),
  });
  expect(await status('--database', 'postgres://127.0.0.1:1/x')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('Check that the server runs'),
  });
  const submitted = await batch(
    'submit',
    'https://example.org/a.jpg',
    '-l',
    'sky',
    '-o',
    join(folder, 'out'),
  );
  expect(submitted).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("can't read https://example.org"),
  });
});
