import { useRef } from 'preact/hooks';
import { moveLabel, removeLabel, type Label } from '../../state/label-list.js';
import type { Pane } from '../../state/panes.js';
import { markKeystroke } from '../../state/timings.js';
import { Chip } from './chip.js';
import { useChipDrag } from './use-chip-drag.js';
import { WordInput } from './word-input.js';

interface ChipsProps {
  readonly pane: Pane;
  readonly selected: number | undefined;
  readonly select: (id: number | undefined) => void;
}

/** Words as chips with a place to type behind the last one. Arrows move between chips, with Alt they move the chip. */
export function Chips({ pane, selected, select }: ChipsProps) {
  const list = useRef<HTMLUListElement>(null);
  const labels = pane.labels.value;
  const words = pane.regions.value?.words ?? [];
  const shareOf = ({ word }: Label) => pane.painted.value?.shares[words.indexOf(word)];
  const drag = useChipDrag(pane);

  /** Focus goes to the chip at a position once it is drawn, or to the input behind the last. */
  function focusAt(position: number) {
    requestAnimationFrame(() => {
      const chips = list.current?.querySelectorAll<HTMLElement>('.chip-word') ?? [];
      (chips[position] ?? list.current?.querySelector('input'))?.focus();
    });
  }

  function remove(label: Label) {
    markKeystroke();
    pane.focus.value = undefined;
    if (pane.heat.value === label.word) pane.heat.value = undefined;
    pane.labels.value = removeLabel(labels, label.id);
  }

  function onKeyDown(event: KeyboardEvent, label: Label, position: number) {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const next = Math.max(0, position + step);
      if (event.altKey) pane.labels.value = moveLabel(labels, label.id, next);
      focusAt(event.altKey ? Math.min(next, labels.length - 1) : next);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      remove(label);
      focusAt(position);
    } else if (event.key === 'Escape') select(undefined);
  }

  return (
    <ul class="chips" ref={list} {...drag.listeners}>
      {labels.map((label, position) => (
        <Chip
          key={label.id}
          pane={pane}
          label={label}
          share={shareOf(label)}
          isSelected={selected === label.id}
          isDragged={drag.dragged === label.id}
          onSelect={() => select(selected === label.id ? undefined : label.id)}
          onRemove={() => {
            remove(label);
            focusAt(position);
          }}
          onKeyDown={(event) => onKeyDown(event, label, position)}
        />
      ))}
      <li class="chip-input">
        <WordInput pane={pane} onLeave={() => focusAt(labels.length - 1)} />
      </li>
    </ul>
  );
}
