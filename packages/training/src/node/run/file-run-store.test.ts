import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tensor, type Tensor } from '@langseg/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runStart, type RunProgress } from '../../run/run-progress.js';
import type { RunMetrics } from '../../run/run-metrics.js';
import type { RunSnapshot } from '../../run/run-store.js';
import { readCheckpoint } from './checkpoint-folder.js';
import { createRunStore } from './file-run-store.js';
import { readMetrics, truncateMetrics } from './metrics-file.js';
import { latestCheckpoint, listCheckpoints, runFolder } from './run-folder.js';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'langseg-run-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const options = { keepLast: 2, facts: { recipe: { seed: 1 } }, title: 'A run' };

function snapshot(step: number): RunSnapshot {
  const weights = new Map([['w', tensor('float32', [2], Float32Array.of(step, -0))]]);
  const slots = new Map([['momentum:w', tensor('float32', [2], Float32Array.of(0.1, 1e-40))]]);
  const progress: RunProgress = { ...runStart, step, recentLosses: [0.1, 0.2], seconds: 1.5 };
  return { state: { weights, slots, step }, average: weights, progress };
}

/** A tensor that the system refuses to write. */
function unwritable(): Tensor<'float32'> {
  return {
    dtype: 'float32',
    shape: [2],
    get data(): Float32Array<ArrayBuffer> {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
        code: 'ENOSPC',
        syscall: 'write',
      });
    },
  };
}

describe('checkpoints', () => {
  it('are read as they were written, to the last bit', async () => {
    const store = await createRunStore(runFolder(dir), options);
    const written = snapshot(7);
    const path = await store.save(written);
    expect(path).toBe(join(dir, 'checkpoints', 'step-000007'));
    const { tensors, progress, facts } = await readCheckpoint(path);
    expect({ progress, facts }).toEqual({ progress: written.progress, facts: options.facts });
    const { weights, slots } = written.state;
    expect(tensors).toEqual({ weights, optimizer: slots, average: weights });
    expect(Object.is(tensors.weights.get('w')!.data[1], -0)).toBe(true);
  });

  it('are removed when newer ones are there', async () => {
    const folder = runFolder(dir);
    const store = await createRunStore(folder, options);
    for (const step of [5, 10, 15, 1_000_000]) await store.save(snapshot(step));
    expect(await listCheckpoints(folder)).toEqual(
      ['step-000015', 'step-1000000'].map((name) => join(folder.checkpoints, name)),
    );
    expect(await latestCheckpoint(folder)).toBe(store.lastCheckpoint);
  });

  it('survive a full disk', async () => {
    const folder = runFolder(dir);
    const store = await createRunStore(folder, options);
    await store.save(snapshot(5));
    for (const step of [5, 6]) {
      const broken = snapshot(step);
      broken.state.slots.set('momentum:w', unwritable());
      await expect(store.save(broken)).rejects.toMatchObject({
        code: 'IO_FAILED',
        message: expect.stringMatching(/the disk is full/),
      });
    }
    expect(readdirSync(folder.checkpoints)).toEqual(['step-000005']);
    expect((await readCheckpoint(store.lastCheckpoint!)).progress.step).toBe(5);
  });

  it('are checked when they are read', async () => {
    const store = await createRunStore(runFolder(dir), options);
    const path = await store.save(snapshot(5));
    const file = join(path, 'weights.safetensors');
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] ^= 1;
    writeFileSync(file, bytes);
    await expect(readCheckpoint(path)).rejects.toMatchObject({ code: 'HASH_MISMATCH' });
    writeFileSync(join(path, 'state.json'), '{"formatVersion": 2}');
    await expect(readCheckpoint(path)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    writeFileSync(join(path, 'state.json'), '{');
    await expect(readCheckpoint(path)).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
  });

  it('have to be there', async () => {
    await expect(latestCheckpoint(runFolder(dir))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(readCheckpoint(join(dir, 'nothing'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('keep the best weights apart', async () => {
    const folder = runFolder(dir);
    const store = await createRunStore(folder, options);
    for (const step of [3, 4]) await store.saveBest(snapshot(step).state.weights, snapshot(step).progress);
    const { tensors, progress } = await readCheckpoint(folder.best);
    expect([progress.step, tensors.weights.get('w')!.data[0]]).toEqual([4, 4]);
  });
});

describe('metrics', () => {
  const line = (step: number, epoch: number): RunMetrics => ({
    type: 'step',
    step,
    epoch,
    loss: 1 / step,
    learningRates: [0.1],
    imagesPerSecond: 3,
    seconds: step,
  });
  const validation = (step: number, epoch: number): RunMetrics => ({
    type: 'validation',
    step,
    epoch,
    score: 0.5,
    sets: [
      {
        name: 'a',
        meanIou: 0.5,
        pixelAccuracy: 0.7,
        classes: [{ label: '<sky>', iou: 0.5 }],
        labels: 2,
        images: 2,
      },
    ],
  });

  it('are cut back to a checkpoint, also behind a line that was not finished', async () => {
    const { metrics } = runFolder(dir);
    const store = await createRunStore(runFolder(dir), options);
    const lines = [line(1, 0), line(2, 0), validation(2, 0), line(3, 1), line(4, 1), validation(4, 1)];
    for (const each of lines) await store.record(each);
    appendFileSync(metrics, '{"type":"step","st');
    expect(await readMetrics(metrics)).toEqual(lines);

    await truncateMetrics(metrics, { ...runStart, step: 4, epoch: 1 });
    expect(await readMetrics(metrics)).toEqual(lines.slice(0, 5));
    await truncateMetrics(metrics, { ...runStart, step: 2, epoch: 1 });
    expect(readFileSync(metrics, 'utf8')).toBe(
      lines
        .slice(0, 3)
        .map((each) => `${JSON.stringify(each)}\n`)
        .join(''),
    );
    await truncateMetrics(join(dir, 'none.jsonl'), runStart);
  });

  it('become a report with every checkpoint', async () => {
    const folder = runFolder(dir);
    const store = await createRunStore(folder, options);
    for (const each of [line(1, 0), line(2, 0), validation(2, 0)]) await store.record(each);
    await store.save(snapshot(2));
    const page = readFileSync(folder.report, 'utf8');
    expect(page).toMatch(/<h1>A run<\/h1>[^]*best mIoU 50\.0 %[^]*<svg[^]*&lt;sky&gt;/);
    expect(page).not.toMatch(/<sky>|https?:/);
  });
});
