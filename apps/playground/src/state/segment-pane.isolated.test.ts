import { afterEach, expect, it, vi } from 'vitest';
import type { EncodedPhoto, Regions } from '../engine/engine.js';
import { encoded } from './current-photo.js';
import { wordChecks } from './known-words.js';
import { createLabels } from './label-list.js';
import { panes } from './panes.js';
import { segmentPane } from './segment-pane.js';

const [pane] = panes;
const vocabulary = ['cow', 'grass', 'tree'];
const asked: (readonly string[])[] = [];
const failures: unknown[] = [];
let answer = (): void => {};

const photo = {
  segment: (words: readonly string[]) => {
    asked.push(words);
    return new Promise<Regions>((resolve) => (answer = () => resolve({ words } as Regions)));
  },
} as unknown as EncodedPhoto;

vi.stubGlobal('location', { search: '' });
wordChecks.value = new Map(vocabulary.map((word) => [word, { word, isKnown: true }]));
segmentPane(pane, (error) => failures.push(error));

const list = (...words: string[]) => (pane.labels.value = createLabels(words.map((word) => ({ word }))));
const shown = () => pane.regions.value?.words.filter((word) => word !== 'other');

async function answered(): Promise<void> {
  answer();
  await new Promise((resolve) => setTimeout(resolve));
}

afterEach(() => {
  encoded.value = pane.regions.value = undefined;
  asked.length = 0;
});

it('asks again when words were taken back before their answer came', async () => {
  list('cow', 'grass');
  encoded.value = photo;
  await answered();
  list('cow', 'grass', 'tree');
  list('cow', 'grass');
  await answered();
  await answered();
  expect(shown()).toEqual(['cow', 'grass']);
  expect(asked.length).toBe(3);
});

it('shows nothing when the list is emptied before the answer comes', async () => {
  list('cow', 'grass');
  encoded.value = photo;
  list();
  await answered();
  expect(shown()).toBeUndefined();
  expect(failures).toEqual([]);
});
