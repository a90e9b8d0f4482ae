import { expect, it } from 'vitest';
import { runInSlices } from './run-in-slices.js';

function* count(steps: number, onStep: () => void) {
  for (let i = 0; i < steps; i++) {
    onStep();
    yield i;
  }
}

it('runs all steps and lets the event loop turn', async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  let steps = 0;
  await runInSlices(
    count(20, () => steps++),
    { sliceMs: 0 },
  );
  clearInterval(timer);
  expect(steps).toBe(20);
  expect(turns).toBeGreaterThan(0);
});

it('stops when it is aborted, before and in between', async () => {
  const aborted = expect.objectContaining({ code: 'ABORTED' });
  let steps = 0;
  await expect(
    runInSlices(
      count(3, () => steps++),
      { signal: AbortSignal.abort() },
    ),
  ).rejects.toEqual(aborted);
  expect(steps).toBe(0);
  const controller = new AbortController();
  const work = runInSlices(
    count(1000, () => ++steps === 3 && controller.abort()),
    { sliceMs: 0, signal: controller.signal },
  );
  await expect(work).rejects.toEqual(aborted);
  expect(steps).toBe(3);
});
