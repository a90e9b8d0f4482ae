import { afterEach, expect, it, vi } from 'vitest';
import { dismiss, notices, notify, report, whileBusy } from './notices.js';

const texts = () => notices.value.map(({ text }) => text);

afterEach(() => {
  vi.useRealTimers();
  notices.value = [];
});

it('shows problems until they are dismissed, and other messages for a while', () => {
  vi.useFakeTimers();
  notify('Link copied.');
  notify('Link copied.');
  report(new Error('broken'));
  report(new DOMException('stop', 'AbortError'));
  expect(texts()).toEqual(['Link copied.', 'broken']);
  vi.advanceTimersByTime(6000);
  expect(texts()).toEqual(['broken']);
  dismiss(notices.value[0].id);
  expect(texts()).toEqual([]);
});

it('says that it works on something only when it takes long, and no longer than that', async () => {
  vi.useFakeTimers();
  expect(await whileBusy('Saving …', Promise.resolve(7))).toBe(7);
  vi.advanceTimersByTime(1000);
  expect(texts()).toEqual([]);
  let fail: (error: Error) => void = () => undefined;
  const work = whileBusy('Saving …', new Promise((_, reject) => (fail = reject)));
  vi.advanceTimersByTime(1000);
  expect(texts()).toEqual(['Saving …']);
  fail(new Error('full'));
  await expect(work).rejects.toThrow('full');
  expect(texts()).toEqual([]);
});
