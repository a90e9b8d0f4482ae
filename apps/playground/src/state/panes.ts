import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Regions } from '../engine/engine.js';
import type { Painted } from '../paint/protocol.js';
import { freeColor } from './label-colors.js';
import type { LabelList } from './label-list.js';
import { wordChecks } from './known-words.js';
import { wordsToAsk } from './words-to-ask.js';
import { view } from './view-settings.js';

/** One list of words and what the photo looks like with it. */
export interface Pane {
  readonly index: number;
  /** `A` or `B`, when two are compared. */
  readonly letter: string;
  readonly labels: Signal<LabelList>;
  /** What is being typed. */
  readonly draft: Signal<string>;
  /** The word that it is, or most likely will be; it competes as if it were added. */
  readonly draftWord: Signal<string>;
  /** Colour that the draft will get. */
  readonly draftColor: ReadonlySignal<string>;
  /** Words for the engine. */
  readonly words: ReadonlySignal<readonly string[]>;
  readonly regions: Signal<Regions | undefined>;
  readonly painted: Signal<Painted | undefined>;
  /** Word under the pointer in the list: the others step back. */
  readonly focus: Signal<string | undefined>;
  /** Word whose probability is drawn instead of the regions. */
  readonly heat: Signal<string | undefined>;
}

function createPane(index: number): Pane {
  const labels = signal<LabelList>([]);
  const draftWord = signal('');
  return {
    index,
    letter: 'AB'[index],
    labels,
    draft: signal(''),
    draftWord,
    draftColor: computed(() => freeColor(labels.value.map(({ color }) => color))),
    words: computed(() => wordsToAsk(labels.value, draftWord.value, view.value.other, wordChecks.value)),
    regions: signal(undefined),
    painted: signal(undefined),
    focus: signal(undefined),
    heat: signal(undefined),
  };
}

export const panes: readonly [Pane, Pane] = [createPane(0), createPane(1)];

/** Whether the second list is shown beside the first. */
export const comparing = signal(false);

/** The pane whose words are edited. */
export const activePane = signal<Pane>(panes[0]);

export const visiblePanes = computed<readonly Pane[]>(() => (comparing.value ? panes : [panes[0]]));

/** Opens a second pane, for other words, or closes it. */
export function toggleComparing(): void {
  comparing.value = !comparing.value;
  activePane.value = panes[comparing.value ? 1 : 0];
}
