import { beforeEach, expect, it } from 'vitest';
import { openColours, stripes, type Control } from './__fixtures__/colour-pipeline.js';
import { FakeWorker } from './__fixtures__/fake-worker.js';
import { connectSegmenter } from './connect-segmenter.js';
import { serveSegmenter } from './serve-segmenter.js';

let control: Control;
let workers: FakeWorker[];
beforeEach(() => {
  control = { encodedPhotos: 0, encodedLabels: [] };
  workers = [];
});

function startWorker(): FakeWorker {
  const worker = new FakeWorker((scope) =>
    serveSegmenter(scope, async (_options, context) => openColours(control, context)),
  );
  workers.push(worker);
  return worker;
}

it('a crash fails all that wait with one message, and the next call starts another worker', async () => {
  const segmenter = await connectSegmenter(startWorker, {});
  const image = await segmenter.encode(stripes());
  control.gate = new Promise(() => {});
  const waiting = [segmenter.encode(stripes()), segmenter.encode(stripes())];
  setTimeout(() => workers[0].crash('Uncaught RangeError: out of memory'), 10);
  const failures = await Promise.allSettled(waiting);
  expect(failures).toEqual(
    waiting.map(() => ({
      status: 'rejected',
      reason: expect.objectContaining({
        code: 'RUNTIME_FAILED',
        message: expect.stringMatching(/out of memory.*next call starts a new one/),
      }),
    })),
  );
  expect(workers[0].terminated).toBe(true);
  await expect(image.segment(['red'])).rejects.toMatchObject({
    code: 'DISPOSED',
    message: expect.stringContaining('encode the photo again'),
  });

  control.gate = undefined;
  const results = await Promise.all([
    segmenter.segment(stripes(), ['red', 'green']),
    segmenter.segment(stripes(), ['blue', 'green']),
  ]);
  expect(results.map((result) => result.labelAt(1, 0))).toEqual(['green', 'green']);
  expect(workers).toHaveLength(2);
});

it('a runtime that broke down is replaced too', async () => {
  const segmenter = await connectSegmenter(startWorker, {});
  control.failure = new Error('run failed', { cause: new WebAssembly.RuntimeError('unreachable') });
  await expect(segmenter.encode(stripes())).rejects.toMatchObject({
    code: 'RUNTIME_FAILED',
    message: expect.stringContaining('run failed'),
  });
  control.failure = undefined;
  await segmenter.encode(stripes());
  expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
});

it('a worker that can not be started again is tried again with each call', async () => {
  let starts = 0;
  const segmenter = await connectSegmenter(() => {
    const worker = startWorker();
    if (++starts === 2) setTimeout(() => worker.crash(''), 1);
    return worker;
  }, {});
  workers[0].crash('first');
  // The second worker answers before it crashes or crashes before it answers; either way the third call works.
  await segmenter.encode(stripes()).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await segmenter.encode(stripes());
  expect(workers).toHaveLength(3);
});
