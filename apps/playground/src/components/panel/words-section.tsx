import { useState } from 'preact/hooks';
import { encoded } from '../../state/current-photo.js';
import { activePane, comparing, panes } from '../../state/panes.js';
import { Segmented } from '../controls/segmented.js';
import { ChipTools } from './chip-tools.js';
import { Chips } from './chips.js';

/** The list of words, and what can be done with the selected one. */
export function WordsSection() {
  const pane = activePane.value;
  const [selected, select] = useState<number | undefined>();
  const label = pane.labels.value.find(({ id }) => id === selected);
  const unknown = pane.labels.value.filter(({ word }) => pane.warnings.value.has(word));
  return (
    <section class="section words" aria-labelledby="words-heading">
      <header>
        <h2 id="words-heading">Words</h2>
        {comparing.value && (
          <Segmented
            label="List of words"
            value={pane.letter}
            choices={panes.map(({ letter }) => ({ value: letter, text: letter }))}
            onChange={(letter) => (activePane.value = panes[letter === 'A' ? 0 : 1])}
          />
        )}
      </header>
      <Chips pane={pane} selected={label?.id} select={select} />
      {label && <ChipTools pane={pane} label={label} onClose={() => select(undefined)} />}
      {unknown.length > 0 && encoded.value && (
        <p class="quiet warning" role="status">
          {unknown.map(({ word }) => pane.warnings.value.get(word)).join(' ')}
        </p>
      )}
    </section>
  );
}
