import { addLabel, splitWords } from '../../state/label-list.js';
import type { Pane } from '../../state/panes.js';
import { markKeystroke } from '../../state/timings.js';

/** Where words are typed. The photo answers every key; Enter or a comma keeps the word. */
export function WordInput({ pane, onLeave }: { readonly pane: Pane; readonly onLeave: () => void }) {
  const hasWords = pane.labels.value.length > 0;

  function keep(text: string) {
    markKeystroke();
    pane.labels.value = splitWords(text).reduce((labels, word) => addLabel(labels, word), pane.labels.value);
    pane.draft.value = '';
  }

  function onKeyDown(event: KeyboardEvent & { readonly currentTarget: HTMLInputElement }) {
    const { value } = event.currentTarget;
    if (event.key === 'Enter') {
      event.preventDefault();
      keep(value);
    } else if (event.key === 'Escape') pane.draft.value = '';
    else if (value === '' && (event.key === 'Backspace' || event.key === 'ArrowLeft')) {
      event.preventDefault();
      onLeave();
    }
  }

  return (
    <label
      class={`word-input${pane.draft.value ? ' has-draft' : ''}`}
      style={{ '--color': pane.draftColor.value }}
    >
      <span class="chip-dot" />
      <span class="visually-hidden">Add a word</span>
      <input
        type="text"
        value={pane.draft.value}
        placeholder={hasWords ? 'type a word' : 'type a word, see it light up'}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        enterkeyhint="done"
        maxLength={400}
        onInput={(event) => {
          const { value } = event.currentTarget;
          markKeystroke();
          if (/[,;\n]/.test(value)) keep(value);
          else pane.draft.value = value;
        }}
        onKeyDown={onKeyDown}
      />
    </label>
  );
}
