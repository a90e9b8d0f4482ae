import type { Label } from '../../state/label-list.js';
import type { Pane } from '../../state/panes.js';
import { Icon } from '../controls/icon.js';
import { formatShare } from './format-share.js';

interface ChipProps {
  readonly pane: Pane;
  readonly label: Label;
  readonly share: number | undefined;
  readonly isSelected: boolean;
  readonly isDragged: boolean;
  readonly onSelect: () => void;
  readonly onRemove: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** One word with its colour and how much of the photo it has. */
export function Chip({
  pane,
  label,
  share,
  isSelected,
  isDragged,
  onSelect,
  onRemove,
  onKeyDown,
}: ChipProps) {
  const { id, word, color } = label;
  const isUnknown = pane.warnings.value.has(word);
  const isHeat = pane.heat.value === word;
  const state = `${isSelected ? ' is-selected' : ''}${isDragged ? ' is-dragged' : ''}${isUnknown ? ' is-unknown' : ''}`;
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
        aria-expanded={isSelected}
        aria-keyshortcuts="Delete Alt+ArrowLeft Alt+ArrowRight"
        onClick={onSelect}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
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
          <span class="chip-share">{share !== undefined && formatShare(share)}</span>
        )}
      </button>
      <button type="button" class="chip-remove" aria-label={`Remove ${word}`} onClick={onRemove}>
        <Icon name="close" />
      </button>
    </li>
  );
}
