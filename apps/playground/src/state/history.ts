import { batch, computed, effect, signal } from '@preact/signals';
import type { LabelList } from './label-list.js';
import { panes } from './panes.js';

/** The lists of both panes. */
type Moment = readonly LabelList[];

/** More steps are not remembered. */
const longest = 100;

const past = signal<readonly Moment[]>([]);
const future = signal<readonly Moment[]>([]);
let now: Moment = [];

export const canUndo = computed(() => past.value.length > 0);
export const canRedo = computed(() => future.value.length > 0);

/** Remembers what the lists of words were, from the first words on. */
export function keepHistory(): void {
  effect(() => {
    const next = panes.map(({ labels }) => labels.value);
    if (next.every((labels, index) => labels === now[index])) return;
    if (now.some((labels) => labels.length > 0)) past.value = [...past.peek(), now].slice(-longest);
    future.value = [];
    now = next;
  });
}

/** Takes the last change of words back. */
export function undo(): void {
  const moment = past.value.at(-1);
  if (!moment) return;
  future.value = [...future.value, now];
  past.value = past.value.slice(0, -1);
  show(moment);
}

/** Makes the change that was taken back last once more. */
export function redo(): void {
  const moment = future.value.at(-1);
  if (!moment) return;
  past.value = [...past.value, now];
  future.value = future.value.slice(0, -1);
  show(moment);
}

function show(moment: Moment): void {
  now = moment;
  batch(() => panes.forEach(({ labels }, index) => (labels.value = moment[index])));
}
