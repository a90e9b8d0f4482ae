import type { Label } from '../../state/label-list.js';
import type { Pane } from '../../state/panes.js';
import { Icon } from '../controls/icon.js';
import { reasonText, shareText, verdictOn } from '../../state/verdicts.js';

interface ChipProps {
  readonly pane: Pane;
  readonly label: Label;
  /** Whether Tab goes to it; arrows go to the others. */
  readonly isTabStop: boolean;
  readonly isSelected: boolean;
  readonly isDragged: boolean;
  readonly onFocus: () => void;
  readonly onSelect: () => void;
  readonly onRemove: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** One word with its colour and how much of the photo it has. */
export function Chip({
  pane,
  label,
  isTabStop,
  isSelected,
  isDragged,
  onFocus,
  onSelect,
  onRemove,
  onKeyDown,
}: ChipProps) {
  const { id, word, color } = label;
  const verdict = verdictOn(pane, word);
  const reason = verdict && reasonText(verdict);
  const isHeat = pane.heat.value === word;
  const state = `${isSelected ? ' is-selected' : ''}${isDragged ? ' is-dragged' : ''}${verdict?.kind === 'unknown' ? ' is-unknown' : ''}${label.isSuggested ? ' is-suggested' : ''}`;
  return (
    <li
      class={`chip${state}`}
      data-chip={id}
      style={{ '--color': color }}
      onPointerEnter={(event) => event.pointerType === 'mouse' && (pane.focus.value = word)}
      onPointerLeave={() => (pane.focus.value = undefined)}
    >
      <button
        type="button"
        class="chip-word"
        tabIndex={isTabStop ? 0 : -1}
        title={reason && `${word}: ${reason}`}
        aria-expanded={isSelected}
        aria-keyshortcuts="Delete Alt+ArrowLeft Alt+ArrowRight"
        onClick={onSelect}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          onFocus();
          if (event.currentTarget.matches(':focus-visible')) pane.focus.value = word;
        }}
        onBlur={() => (pane.focus.value = undefined)}
      >
        <span class="chip-dot" />
        <span class="chip-text">{word}</span>
        <span class="visually-hidden">, </span>
        {isHeat ? (
          <>
            <Icon name="heat" />
            <span class="visually-hidden">heatmap shown</span>
          </>
        ) : (
          <span class="chip-share">{verdict && verdict.kind !== 'unknown' && shareText(verdict)}</span>
        )}
      </button>
      <button
        type="button"
        class="chip-remove"
        tabIndex={-1}
        aria-label={`Remove ${word}`}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
