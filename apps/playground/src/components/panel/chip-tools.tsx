import { colorNames, colorOf } from '../../state/label-colors.js';
import { moveLabel, recolorLabel, renameLabel, type Label } from '../../state/label-list.js';
import type { Pane } from '../../state/panes.js';
import { markKeystroke } from '../../state/timings.js';
import { Icon } from '../controls/icon.js';
import { RoundButton } from '../controls/round-button.js';

interface ChipToolsProps {
  readonly pane: Pane;
  readonly label: Label;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

const swatches = colorNames.map((name, position) => ({ name, swatch: colorOf(position) }));

/** What can be done with the selected word. */
export function ChipTools({ pane, label, onRemove, onClose }: ChipToolsProps) {
  const { id, word, color } = label;
  const labels = pane.labels.value;
  const position = labels.indexOf(label);
  const isHeat = pane.heat.value === word;
  const change = (next: typeof labels) => (pane.labels.value = next);

  function rename(text: string) {
    markKeystroke();
    const next = renameLabel(labels, id, text);
    const renamed = next.find((candidate) => candidate.id === id);
    if (isHeat) pane.heat.value = renamed?.word;
    change(next);
  }

  return (
    <div
      class="chip-tools"
      role="group"
      aria-label={`The word ${word}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <label class="field">
        <span class="visually-hidden">Rename</span>
        <Icon name="rename" />
        <input
          key={id}
          type="text"
          class="is-word"
          defaultValue={word}
          maxLength={80}
          spellcheck={false}
          autocapitalize="none"
          onChange={(event) => rename(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') rename(event.currentTarget.value);
          }}
        />
      </label>
      <div class="swatches" role="group" aria-label="Colour">
        {swatches.map(({ name, swatch }) => (
          <button
            key={swatch}
            type="button"
            class="swatch"
            style={{ '--color': swatch }}
            aria-label={name}
            aria-pressed={swatch === color}
            onClick={() => change(recolorLabel(labels, id, swatch))}
          />
        ))}
        <label class="swatch is-custom" style={{ '--color': color }}>
          <span class="visually-hidden">Other colour</span>
          <input
            type="color"
            value={color}
            onInput={(event) => change(recolorLabel(labels, id, event.currentTarget.value))}
          />
        </label>
      </div>
      <div class="tool-row">
        <button
          type="button"
          class="button"
          aria-pressed={isHeat}
          onClick={() => (pane.heat.value = isHeat ? undefined : word)}
        >
          <Icon name="heat" />
          Heatmap
        </button>
        <RoundButton
          label={`Move ${word} forward`}
          icon="left"
          disabled={position === 0}
          onClick={() => change(moveLabel(labels, id, position - 1))}
        />
        <RoundButton
          label={`Move ${word} back`}
          icon="right"
          disabled={position === labels.length - 1}
          onClick={() => change(moveLabel(labels, id, position + 1))}
        />
        <RoundButton label={`Remove ${word}`} icon="trash" onClick={onRemove} />
      </div>
    </div>
  );
}
