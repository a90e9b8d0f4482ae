import { useRef, useState } from 'preact/hooks';
import { canRedo, canUndo, redo, undo } from '../../state/history.js';
import { activePane, comparing, panes } from '../../state/panes.js';
import { removeLabel, type Label } from '../../state/label-list.js';
import { markKeystroke } from '../../state/timings.js';
import { RoundButton } from '../controls/round-button.js';
import { Segmented } from '../controls/segmented.js';
import { ChipTools } from './chip-tools.js';
import { Chips } from './chips.js';
import { Suggestions } from './suggestions.js';
import { Verdicts } from './verdicts.js';
import { WordInput } from './word-input.js';

/** The list of words, and what can be done with the selected one. */
export function WordsSection() {
  const pane = activePane.value;
  const section = useRef<HTMLElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [selected, select] = useState<number | undefined>();
  const label = pane.labels.value.find(({ id }) => id === selected);
  const focusInput = () => field.current?.focus();

  /**
   * Focuses the chip at a position, counted from the end where negative. Call it before what has the focus is taken
   * away: otherwise the focus falls back to the page for a moment, and a key pressed then is lost.
   */
  function focusChip(position: number) {
    const chips = [...(section.current?.querySelectorAll<HTMLElement>('.chip-word') ?? [])];
    chips.at(position)?.focus();
  }

  function remove(removed: Label) {
    const labels = pane.labels.value;
    const position = labels.indexOf(removed);
    markKeystroke();
    pane.focus.value = undefined;
    if (pane.heat.value === removed.word) pane.heat.value = undefined;
    if (labels.length === 1) focusInput();
    else focusChip(position === labels.length - 1 ? position - 1 : position + 1);
    pane.labels.value = removeLabel(labels, removed.id);
  }

  return (
    <section class="section words" aria-labelledby="words-heading" ref={section}>
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
      <WordInput
        pane={pane}
        field={field}
        label="Add a word"
        placeholder="type a word, see it light up"
        onLeave={(to) => focusChip(to === 'first' ? 0 : -1)}
      />
      <Chips pane={pane} selected={label?.id} select={select} onRemove={remove} onLeave={focusInput} />
      {label && (
        <ChipTools
          pane={pane}
          label={label}
          onRemove={() => remove(label)}
          onClose={() => {
            focusChip(pane.labels.value.indexOf(label));
            select(undefined);
          }}
        />
      )}
      <Suggestions pane={pane} />
      <Verdicts pane={pane} />
      <div class="word-actions">
        <RoundButton label="Undo" icon="undo" disabled={!canUndo.value} onClick={undo} />
        <RoundButton label="Redo" icon="redo" disabled={!canRedo.value} onClick={redo} />
      </div>
    </section>
  );
}
