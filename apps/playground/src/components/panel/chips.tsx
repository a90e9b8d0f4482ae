import { useRef, useState } from 'preact/hooks';
import { moveLabel, type Label } from '../../state/label-list.js';
import type { Pane } from '../../state/panes.js';
import { Chip } from './chip.js';
import { useChipDrag } from './use-chip-drag.js';

interface ChipsProps {
  readonly pane: Pane;
  readonly selected: number | undefined;
  readonly select: (id: number | undefined) => void;
  readonly onRemove: (label: Label) => void;
  /** Called when the keys leave the list at its beginning. */
  readonly onLeave: () => void;
}

/** Words as chips: one stop of Tab. Arrows move between them, with Alt they move the chip; Delete removes it. */
export function Chips({ pane, selected, select, onRemove, onLeave }: ChipsProps) {
  const list = useRef<HTMLUListElement>(null);
  const [stop, setStop] = useState<number | undefined>();
  const labels = pane.labels.value;
  const drag = useChipDrag(pane);
  const stopAt = labels.some(({ id }) => id === stop) ? stop : labels[0]?.id;

  function focusAt(position: number) {
    const chips = list.current?.querySelectorAll<HTMLElement>('.chip-word') ?? [];
    chips[Math.min(position, chips.length - 1)]?.focus();
  }

  function onKeyDown(event: KeyboardEvent, label: Label, position: number) {
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      const next = position + step;
      if (event.altKey) pane.labels.value = moveLabel(labels, label.id, next);
      if (next < 0) onLeave();
      // A chip loses the focus where it is moved, so it gets it once it is drawn there.
      else if (event.altKey) requestAnimationFrame(() => focusAt(next));
      else focusAt(next);
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      onRemove(label);
    } else if (event.key === 'Escape') select(undefined);
  }

  return (
    <ul class="chips" ref={list} aria-label="Words on the photo" {...drag.listeners}>
      {labels.map((label, position) => (
        <Chip
          key={label.id}
          pane={pane}
          label={label}
          isTabStop={label.id === stopAt}
          isSelected={selected === label.id}
          isDragged={drag.dragged === label.id}
          onFocus={() => setStop(label.id)}
          onSelect={() => select(selected === label.id ? undefined : label.id)}
          onRemove={() => onRemove(label)}
          onKeyDown={(event) => onKeyDown(event, label, position)}
        />
      ))}
    </ul>
  );
}

const steps: Readonly<Record<string, number | undefined>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
};
