import type { Ref } from 'preact';
import { addLabel, splitWords } from '../../state/label-list.js';
import type { Pane } from '../../state/panes.js';
import { markKeystroke } from '../../state/timings.js';
import { reasonText, shareText, verdictOn } from '../../state/verdicts.js';

interface WordInputProps {
  readonly pane: Pane;
  readonly field: Ref<HTMLInputElement>;
  /** What it is called. */
  readonly label: string;
  readonly placeholder: string;
  /** Called when the keys go on to the chips. */
  readonly onLeave?: (to: 'first' | 'last') => void;
  /** Called when words were added. */
  readonly onKeep?: () => void;
  /** Called for Enter where nothing is typed. */
  readonly onEmpty?: () => void;
}

/** Where words are typed. The photo answers every key; Enter or a comma keeps the word, Tab takes the completion first. */
export function WordInput({ pane, field, label, placeholder, onLeave, onKeep, onEmpty }: WordInputProps) {
  const draft = pane.draft.value;
  const word = pane.draftWord.value;
  const completion = completionOf(draft, word);
  const verdict = word ? verdictOn(pane, word) : undefined;

  function keep(text: string) {
    markKeystroke();
    pane.labels.value = splitWords(text).reduce((labels, word) => addLabel(labels, word), pane.labels.value);
    pane.draft.value = '';
    onKeep?.();
  }

  function onKeyDown(event: KeyboardEvent & { readonly currentTarget: HTMLInputElement }) {
    const { value, selectionStart } = event.currentTarget;
    const isAtEnd = selectionStart === value.length;
    const isCompleting = completion !== '' && !event.shiftKey && isAtEnd;
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (value.trim() === '' && onEmpty) onEmpty();
      else keep(value);
    } else if (event.key === 'Escape') pane.draft.value = '';
    else if ((event.key === 'Tab' || event.key === 'ArrowRight') && isCompleting) {
      event.preventDefault();
      pane.draft.value = value + completion;
    } else if (value === '' && (event.key === 'Backspace' || event.key === 'ArrowLeft')) {
      event.preventDefault();
      onLeave?.('last');
    } else if (event.key === 'ArrowDown') {
      event.preventDefault();
      onLeave?.('first');
    }
  }

  return (
    <label class={`word-input${draft ? ' has-draft' : ''}`} style={{ '--color': pane.draftColor.value }}>
      <span class="chip-dot" />
      <span class="visually-hidden">{label}</span>
      <span class="word-field">
        <input
          ref={field}
          type="text"
          value={draft}
          placeholder={placeholder}
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
          onPaste={(event) => {
            const text = event.clipboardData?.getData('text/plain') ?? '';
            if (splitWords(text).length < 2) return;
            event.preventDefault();
            keep(`${draft},${text}`);
          }}
          onKeyDown={onKeyDown}
        />
        {completion && (
          <span class="completion" aria-hidden="true">
            <span>{draft}</span>
            {completion}
          </span>
        )}
      </span>
      {verdict && (
        <span class="draft-verdict" data-testid="draft-verdict">
          {reasonText(verdict) ?? shareText(verdict)}
        </span>
      )}
    </label>
  );
}

/** What is missing of a word; nothing where what is typed does not begin it. */
function completionOf(draft: string, word: string): string {
  const typed = draft.trimStart().toLowerCase();
  return typed && word.toLowerCase().startsWith(typed) ? word.slice(typed.length) : '';
}
