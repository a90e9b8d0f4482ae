import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { batchStatus, openQueue, readModelHash, submitBatch, workOnBatch } from '@langseg/batch';
import sharp from 'sharp';

await sharp({ create: { width: 64, height: 48, channels: 3, background: 'skyblue' } }).toFile('photo.png');
const queue = await openQueue('queue');
const settings = {
  model: 'default',
  modelSha256: await readModelHash('default'),
  labels: ['sky', 'grass'],
  formats: [{ type: 'mask' }],
  out: resolve('results'),
};
await submitBatch(queue, 'sky', settings, [resolve('photo.png')]);
await workOnBatch(queue, 'sky');
assert.deepEqual((await batchStatus(queue, 'sky')).photos, { total: 1, done: 1, failed: 0, waiting: 0 });
await queue.close();
