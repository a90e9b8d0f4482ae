import { effect, signal } from '@preact/signals';
import { latestWins } from '../engine/latest-wins.js';
import { outlinePath } from '../paint/outline-path.js';
import { encoded } from './current-photo.js';
import { addLabel } from './label-list.js';
import { likelyWords } from './likely-words.js';
import { isAbort, report } from './notices.js';
import { panes, visiblePanes, type Pane } from './panes.js';
import { markKeystroke } from './timings.js';
import { pixelAt, type Place } from './zoom.js';

/** A place of the photo that somebody wants to name. */
export interface Selection extends Place {
  readonly pane: number;
  /** What belongs together around the place; undefined while it is looked for. */
  readonly region?: SelectedRegion;
}

export interface SelectedRegion {
  /** Data of an SVG path, in cells. */
  readonly outline: string;
  readonly rows: number;
  readonly columns: number;
  /** Part of the photo, 0..1. */
  readonly share: number;
  /** The likeliest words, best first. */
  readonly words: readonly string[];
}

export const selection = signal<Selection | undefined>(undefined);

const findRegion = latestWins(async (wanted: Selection) => {
  const image = encoded.peek();
  if (!image || selection.peek() !== wanted) return;
  const [x, y] = [pixelAt(wanted.x, image.width), pixelAt(wanted.y, image.height)];
  try {
    const found = await image.region(x, y);
    if (selection.peek() !== wanted) return;
    const { rows, columns, share } = found;
    const words = likelyWords(found.words);
    selection.value = { ...wanted, region: { outline: outlinePath(found), rows, columns, share, words } };
  } catch (error) {
    if (image === encoded.peek() && !isAbort(error)) report(error);
  }
});

/** Selects what belongs together around a place. */
export function select(pane: Pane, { x, y }: Place): void {
  if (!encoded.peek()) return;
  const wanted = { pane: pane.index, x, y };
  selection.value = wanted;
  void findRegion(wanted);
}

/** Lets go of the selection, and of what was typed for it. */
export function deselect(): void {
  const { value } = selection;
  if (!value) return;
  selection.value = undefined;
  panes[value.pane].draft.value = '';
}

/** Adds a word for the selected region. */
export function nameSelection(word: string): void {
  const { value } = selection;
  if (!value) return;
  const { labels } = panes[value.pane];
  markKeystroke();
  labels.value = addLabel(labels.value, word);
  deselect();
}

/** A selection ends with its photo and its pane. */
export function keepSelection(): void {
  let shown = encoded.peek();
  effect(() => {
    const image = encoded.value;
    const isGone = !visiblePanes.value.some(({ index }) => index === selection.peek()?.pane);
    if (image !== shown || isGone) deselect();
    shown = image;
  });
}
