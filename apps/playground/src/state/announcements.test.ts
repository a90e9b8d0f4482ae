import { afterEach, expect, it, vi } from 'vitest';
import type { Regions } from '../engine/engine.js';
import type { Painted } from '../paint/protocol.js';
import { announceChanges, announcement, summaryOf } from './announcements.js';
import { createLabels } from './label-list.js';
import { panes } from './panes.js';

const [pane] = panes;

function show(): void {
  pane.labels.value = createLabels([{ word: 'cow' }, { word: 'fence' }]);
  pane.regions.value = { words: ['cow', 'fence', 'grass'] } as unknown as Regions;
  pane.painted.value = { shares: [0.25, 0, 0.75], rivals: [2, 0, 0] } as unknown as Painted;
}

afterEach(() => {
  vi.useRealTimers();
  pane.draft.value = pane.draftWord.value = '';
});

it('says what became of the words, or of the one being typed', () => {
  expect(summaryOf(pane)).toBe('');
  show();
  expect(summaryOf(pane)).toBe('cow 25 %, fence: no area, outbid by cow');
  pane.draft.value = 'gra';
  pane.draftWord.value = 'grass';
  expect(summaryOf(pane)).toBe('grass 75 %');
});

it('waits until somebody has stopped typing', () => {
  vi.useFakeTimers();
  announceChanges();
  show();
  vi.advanceTimersByTime(300);
  expect(announcement.value).toBe('');
  vi.advanceTimersByTime(600);
  expect(announcement.value).toContain('cow 25 %');
});
