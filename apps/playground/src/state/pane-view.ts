import type { View } from '../paint/view.js';
import { rgbOf } from './label-colors.js';
import { findWord } from './label-list.js';
import type { Pane } from './panes.js';
import { view } from './view-settings.js';
import { otherWord } from './words-to-ask.js';

/** How a pane's regions are to be drawn now. Reads signals, so that effects follow colours and sliders. */
export function paneView(pane: Pane, words: readonly string[]): View {
  const { opacity, certainty, edges } = view.value;
  const indexOf = (word: string | undefined) => {
    const index = word === undefined ? -1 : words.indexOf(word);
    return index < 0 ? undefined : index;
  };
  return {
    colors: words.map((word) => [...rgbOf(colorOfWord(pane, word)), isPainted(pane, word) ? 1 : 0]),
    opacity,
    certainty,
    edges,
    // What is typed lights up, wherever the pointer happens to rest.
    focus: indexOf(pane.draft.value === '' ? pane.focus.value : pane.draftWord.value),
    heat: indexOf(pane.heat.value),
  };
}

/** The colour of a word of the list or of the one being typed. */
export function colorOfWord(pane: Pane, word: string): string {
  const label = findWord(pane.labels.value, word);
  if (label) return label.color;
  return word === otherWord ? '#8a8680' : pane.draftColor.value;
}

/** "other" is painted only by those who typed it. */
function isPainted(pane: Pane, word: string): boolean {
  return word !== otherWord || findWord(pane.labels.value, word) !== undefined;
}
