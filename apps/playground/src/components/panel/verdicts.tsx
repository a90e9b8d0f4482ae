import { wordChecks } from '../../state/known-words.js';
import type { Pane } from '../../state/panes.js';
import { reasonText, verdictOn } from '../../state/verdicts.js';

/** Why words of the list are not seen on the photo: somebody else has their pixels, or the model doesn't know them. */
export function Verdicts({ pane }: { readonly pane: Pane }) {
  const lines = pane.labels.value.flatMap(({ word }) => {
    const { message } = wordChecks.value.get(word) ?? {};
    const verdict = verdictOn(pane, word);
    if (verdict?.kind === 'unknown') return [{ word, reason: 'the model doesn’t know this word' }];
    const reason = (verdict && reasonText(verdict)) ?? message;
    return reason ? [{ word, reason }] : [];
  });
  if (lines.length === 0) return null;
  return (
    <ul class="verdicts">
      {lines.map(({ word, reason }) => (
        <li key={word}>
          <b>{word}</b>: {reason}
        </li>
      ))}
    </ul>
  );
}
