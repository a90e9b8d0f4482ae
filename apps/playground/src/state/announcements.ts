import { effect, signal } from '@preact/signals';
import { panes, visiblePanes, type Pane } from './panes.js';
import { reasonText, shareText, verdictOn } from './verdicts.js';

/** What screen readers are told of the picture. */
export const announcement = signal('');

/** Somebody who types quickly hears the last answer, not each. */
const pause = 600;

/** Says politely what became of the words whenever that changes: `cow 25 %, fence: no area, outbid by grass`. */
export function announceChanges(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const text = visiblePanes.value.map(summaryOf).filter(Boolean).join('; ');
    clearTimeout(timer);
    timer = setTimeout(() => (announcement.value = text), pause);
  });
}

/** What became of the words of a pane, in a sentence. */
export function summaryOf(pane: Pane): string {
  const { value: draft } = pane.draft;
  const words = draft ? [pane.draftWord.value || draft.trim()] : pane.labels.value.map(({ word }) => word);
  const parts = words.flatMap((word) => {
    const verdict = verdictOn(pane, word);
    if (!verdict) return [];
    const reason = reasonText(verdict);
    if (reason !== undefined && verdict.kind === 'outbid' && verdict.share === 0)
      return [`${word}: no area, ${reason}`];
    return [`${word} ${shareText(verdict)}`];
  });
  const letter = pane === panes[0] && visiblePanes.value.length === 1 ? '' : `${pane.letter}: `;
  return parts.length === 0 ? '' : letter + parts.join(', ');
}
