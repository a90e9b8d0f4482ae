import { useRef, useState } from 'preact/hooks';
import { canRedo, canUndo, redo, undo } from '../../state/history.js';
import { activePane, comparing, panes } from '../../state/panes.js';
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

  function focusChip(place: 'first' | 'last' | number) {
    const chips = [...(section.current?.querySelectorAll<HTMLElement>('.chip-word') ?? [])];
    const id = (chip: HTMLElement) => Number(chip.closest<HTMLElement>('[data-chip]')?.dataset.chip);
    const chip =
      place === 'first'
        ? chips[0]
        : place === 'last'
          ? chips.at(-1)
          : chips.find((each) => id(each) === place);
    chip?.focus();
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
        onLeave={focusChip}
      />
      <Chips pane={pane} selected={label?.id} select={select} onLeave={focusInput} />
      {label && (
        <ChipTools
          pane={pane}
          label={label}
          onClose={() => {
            select(undefined);
            requestAnimationFrame(() => focusChip(label.id));
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
