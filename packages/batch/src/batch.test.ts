import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { makeBatchFolder, oddProgram, type BatchFolder } from './__fixtures__/batch-folder.js';
import { keys, startS3Server } from './__fixtures__/s3-server.js';
import {
  batchStatus,
  cancelBatch,
  deadLetters,
  listS3Photos,
  openQueue,
  readBatchStatus,
  retryBatch,
  submitBatch,
  workOnBatch,
  type BatchQueue,
  type WorkEvent,
} from './index.js';
import { makeTables } from './queue/schema.js';
import { claimJob } from './worker/claim-job.js';

let folder: BatchFolder;
let queue: BatchQueue;
beforeAll(async () => {
  folder = await makeBatchFolder();
  queue = await openQueue(join(folder.path, 'queue'));
}, 120_000);
afterAll(async () => {
  await queue.close();
  await folder.remove();
});

const work = (batch: string, options = {}): Promise<void> =>
  workOnBatch(queue, batch, { program: oddProgram, lease: 2, poll: 0.1, ...options });

it('segments what can be segmented, isolates what can not, and says why', { timeout: 60_000 }, async () => {
  const photos = await folder.photos({
    'a.jpg': 'a',
    'exit.jpg': 'exit',
    'same.jpg': 'a',
    'bad.jpg': 'bad one',
    'b.jpg': 'b',
    'hang.jpg': 'hang',
    'c.jpg': 'c',
  });
  photos.push(join(folder.path, 'photos', 'gone.jpg'));
  const settings = folder.settings('first');
  expect(await submitBatch(queue, 'first', settings, photos, { jobSize: 3 })).toEqual({
    jobs: 3,
    photos: 8,
    known: 0,
  });
  expect(await submitBatch(queue, 'first', settings, photos, { jobSize: 3 })).toEqual({
    jobs: 0,
    photos: 0,
    known: 8,
  });
  expect(await batchStatus(queue, 'first')).toMatchObject({
    photos: { total: 8, done: 0, failed: 0, waiting: 8 },
    jobs: { waiting: 3, active: 0 },
  });

  const events: WorkEvent[] = [];
  await work('first', { photoTimeout: 1, onEvent: (event: WorkEvent) => events.push(event) });
  expect(await batchStatus(queue, 'first')).toMatchObject({
    photos: { total: 8, done: 4, failed: 4, waiting: 0 },
    jobs: { waiting: 0, active: 0, completed: 3, failed: 0 },
    workers: [],
  });
  expect(
    (await deadLetters(queue, 'first')).map(({ photo, code }) => [photo.split('/').at(-1), code]).sort(),
  ).toEqual([
    ['bad.jpg', 'IMAGE_UNREADABLE'],
    ['exit.jpg', 'PROCESS_LOST'],
    ['gone.jpg', 'NOT_FOUND'],
    ['hang.jpg', 'RUNTIME_FAILED'],
  ]);
  expect(events.filter(({ type }) => type === 'process-lost')).toHaveLength(3);

  const names = await folder.list('first/objects');
  expect(names.filter((name) => name.endsWith('.mask.png'))).toHaveLength(3); // two photos are the same
  expect(names.filter((name) => name.endsWith('.json'))).toHaveLength(3);
  expect(names).toHaveLength(6);
  const lines = await folder.lines('first');
  expect(lines.map(({ photo }) => photo).sort()).toEqual([...photos].sort());
  const [a, same] = ['a.jpg', 'same.jpg'].map((name) =>
    lines.find(({ photo }) => String(photo).endsWith(`/${name}`)),
  );
  expect(a).toMatchObject({ sha256: same!.sha256, key: same!.key, files: same!.files });
  const [file] = a!.files as string[];
  expect(await readFile(join(folder.path, 'first', file), 'utf8')).toBe('mask of a');

  await folder.photos({ 'bad.jpg': 'good now' });
  expect(await retryBatch(queue, 'first')).toEqual({ photos: 4, jobs: 0 });
  expect(await batchStatus(queue, 'first')).toMatchObject({
    photos: { total: 8, done: 4, failed: 0, waiting: 4 },
  });
  await work('first', { photoTimeout: 1 });
  expect(await batchStatus(queue, 'first')).toMatchObject({
    photos: { total: 8, done: 5, failed: 3, waiting: 0 },
  });
});

it('takes photos from S3 and writes results there', async () => {
  const server = await startS3Server();
  const variables = { ...keys, AWS_ENDPOINT_URL_S3: server.endpoint };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  try {
    for (const name of ['1.jpg', '2.jpg', '3.jpg', '4.jpg'])
      server.objects.set(`photos/${name}`, Buffer.from(name));
    const settings = { ...folder.settings('s3'), out: 's3://results/run' };
    await submitBatch(queue, 's3', settings, listS3Photos('s3://photos/'), { jobSize: 2 });
    await work('s3');
    expect(await batchStatus(queue, 's3')).toMatchObject({ photos: { total: 4, done: 4, failed: 0 } });
    const written = [...server.objects.keys()].filter((name) => name.startsWith('results/run/'));
    expect(written.filter((name) => name.endsWith('.mask.png'))).toHaveLength(4);
    expect(written.filter((name) => name.startsWith('results/run/jobs/'))).toHaveLength(2);
    expect(written).toHaveLength(10);
  } finally {
    vi.unstubAllEnvs();
    await server.close();
  }
});

it('tells how far it is while a worker has the folder to itself', async () => {
  const [photo] = await folder.photos({ 't.jpg': 't' });
  await submitBatch(queue, 'told', folder.settings('told'), [photo]);
  const address = join(folder.path, 'queue');
  await expect(readBatchStatus(address, 'told')).rejects.toMatchObject({ context: { reason: 'busy' } });
  await work('told');
  expect(await readBatchStatus(address, 'told')).toMatchObject({ photos: { total: 1, done: 1, waiting: 0 } });
});

it('leaves batches of a newer version alone', async () => {
  await queue.database.exec('update langseg_batch.version set version = 99');
  await expect(makeTables(queue.database)).rejects.toMatchObject({
    code: 'VERSION_UNSUPPORTED',
    context: { found: 99, expected: 1 },
  });
  await queue.database.exec('update langseg_batch.version set version = 1');
});

it('refuses other words, names that are none, and batches that there are not', async () => {
  const settings = folder.settings('words');
  await submitBatch(queue, 'words', settings, []);
  const other = { ...settings, labels: ['cow', 'grass'] };
  await expect(submitBatch(queue, 'words', other, [])).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining('labels: '),
  });
  await expect(
    submitBatch(queue, 'words', { ...settings, modelSha256: '1'.repeat(64) }, []),
  ).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining('modelSha256') });
  await expect(submitBatch(queue, 'a b', settings, [])).rejects.toMatchObject({ code: 'USAGE' });
  await expect(batchStatus(queue, 'nothing')).rejects.toMatchObject({
    code: 'NOT_FOUND',
    message: expect.stringContaining('"words"'),
  });
});

it('refuses to work with another model than the one that was submitted', async () => {
  const [photo] = await folder.photos({ 'm.jpg': 'm' });
  await submitBatch(queue, 'model', { ...folder.settings('model'), modelSha256: '0'.repeat(64) }, [photo]);
  await expect(workOnBatch(queue, 'model')).rejects.toMatchObject({
    code: 'HASH_MISMATCH',
    message: expect.stringContaining('0'.repeat(64)),
  });
  expect(await batchStatus(queue, 'model')).toMatchObject({ jobs: { waiting: 1 } });
});

it('splits a job that costs its workers, until the photo to blame is alone and given up', async () => {
  const photos = await folder.photos({ 'x.jpg': 'x', 'y.jpg': 'y', 'z.jpg': 'z' });
  await submitBatch(queue, 'killers', folder.settings('killers'), photos);
  const isKiller = (photo: string): boolean => photo.endsWith('y.jpg');
  const claimed: string[][] = [];
  for (;;) {
    const job = await claimJob(queue, 'killers', { worker: 'w', lease: 2 });
    if (!job) break;
    claimed.push(job.photos.map((photo) => photo.at(-5)!));
    if (!job.photos.some(isKiller)) {
      await queue.boss.complete('killers', job.id);
      continue;
    }
    // The worker is killed: its lease runs out.
    await queue.database.query("update langseg_queue.job set started_on = 'epoch' where id = $1", [job.id]);
    await queue.boss.expire();
    await queue.database.query(
      "update langseg_queue.job set start_after = now() - interval '1 s' where id = $1",
      [job.id],
    );
  }
  expect(claimed.filter((names) => names.includes('y')).length).toBeLessThan(10);
  expect(claimed).toContainEqual(['z']);
  expect(await deadLetters(queue, 'killers')).toMatchObject([{ photo: photos[1], code: 'WORKER_LOST' }]);
  expect(await batchStatus(queue, 'killers')).toMatchObject({ photos: { total: 3, failed: 1 } });
});

it(
  'gives jobs back when results can not be written, and goes on when they can',
  { timeout: 60_000 },
  async () => {
    const photos = await folder.photos({ 'full.jpg': 'full' });
    const settings = folder.settings('full');
    await writeFile(settings.out, 'a file where the folder should be');
    await submitBatch(queue, 'full', settings, photos);
    const events: WorkEvent[] = [];
    const onEvent = (event: WorkEvent): void => {
      events.push(event);
      if (event.type === 'given-back')
        void import('node:fs').then(({ rmSync }) => rmSync(settings.out, { force: true }));
    };
    await work('full', { onEvent });
    expect(events.map(({ type }) => type)).toEqual([
      'claimed',
      'given-back',
      'claimed',
      'photo',
      'completed',
    ]);
    expect(await batchStatus(queue, 'full')).toMatchObject({ photos: { done: 1, failed: 0 } });
  },
);

it(
  'stops when it is cancelled, and when it is told to, without losing jobs',
  { timeout: 60_000 },
  async () => {
    const photos = await folder.photos({ 'hang1.jpg': 'hang', 'p.jpg': 'p' });
    await submitBatch(queue, 'stopped', folder.settings('stopped'), photos);
    const controller = new AbortController();
    const stopped = work('stopped', {
      signal: controller.signal,
      onEvent: ({ type }: WorkEvent) => type === 'claimed' && setTimeout(() => controller.abort(), 200),
    });
    await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
    expect(await batchStatus(queue, 'stopped')).toMatchObject({ jobs: { waiting: 1, active: 0 } });

    const events: string[] = [];
    await work('stopped', {
      onEvent: ({ type }: WorkEvent) => {
        events.push(type);
        if (type === 'claimed') void cancelBatch(queue, 'stopped');
      },
    });
    expect(events).toEqual(['claimed', 'lost']);
    expect(await batchStatus(queue, 'stopped')).toMatchObject({ cancelled: true, jobs: { cancelled: 1 } });
    await expect(retryBatch(queue, 'stopped')).rejects.toMatchObject({ code: 'USAGE' });
  },
);
