import { encoded } from '../../state/current-photo.js';
import { withoutSuggestions } from '../../state/label-list.js';
import type { Pane } from '../../state/panes.js';
import { suggesting, suggestWords } from '../../state/suggestions.js';

/** Asks the model what is in the photo, and takes its proposals away again. */
export function Suggestions({ pane }: { readonly pane: Pane }) {
  if (!encoded.value) return null;
  const isSuggesting = suggesting.value?.pane === pane;
  const { labels } = pane;
  const areSuggested = labels.value.some(({ isSuggested }) => isSuggested);
  return (
    <p class="suggestions">
      {isSuggesting && <span class="quiet">Looking for words that fit …</span>}
      {areSuggested && !isSuggesting && (
        <>
          <span class="quiet">The model’s guess at what is in this photo.</span>
          <button
            type="button"
            class="link"
            onClick={() => (labels.value = withoutSuggestions(labels.value))}
          >
            Remove its words
          </button>
        </>
      )}
      {!areSuggested && !isSuggesting && (
        <button type="button" class="link" onClick={() => void suggestWords(pane)}>
          What is in this photo?
        </button>
      )}
    </p>
  );
}
