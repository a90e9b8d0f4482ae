import type { Pane } from '../../state/panes.js';
import { findWord } from '../../state/label-list.js';

/** What the regions show, in a sentence: `cow.jpg: grass 52 %, cow 21 %.` */
export function pictureSummary(pane: Pane, name: string): string {
  const words = pane.regions.value?.words ?? [];
  const shares = pane.painted.value?.shares ?? [];
  const parts = words
    .map((word, index) => ({ word, percent: Math.round(100 * (shares[index] ?? 0)) }))
    .filter(({ word, percent }) => percent > 0 && findWord(pane.labels.value, word))
    .sort((a, b) => b.percent - a.percent)
    .map(({ word, percent }) => `${word} ${percent} %`);
  return parts.length > 0 ? `${name}: ${parts.join(', ')}.` : `${name}.`;
}
