import { encoded } from '../../state/current-photo.js';
import { withoutSuggestions } from '../../state/label-list.js';
import { panes, type Pane } from '../../state/panes.js';
import { isSuggesting, suggestWords } from '../../state/suggestions.js';

/** Asks the model what is in the photo, and takes its proposals away again. */
export function Suggestions({ pane }: { readonly pane: Pane }) {
  if (pane !== panes[0] || !encoded.value) return null;
  const { labels } = pane;
  const areSuggested = labels.value.some(({ isSuggested }) => isSuggested);
  return (
    <p class="suggestions">
      {isSuggesting.value && <span class="quiet">Looking for words that fit …</span>}
      {areSuggested && !isSuggesting.value && (
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
      {!areSuggested && !isSuggesting.value && (
        <button type="button" class="link" onClick={() => void suggestWords()}>
          What is in this photo?
        </button>
      )}
    </p>
  );
}
