import { colorOfWord } from '../../state/pane-view.js';
import { chancesIn, readingPoint } from '../../state/reading.js';
import { visiblePanes, type Pane } from '../../state/panes.js';

/** The five likeliest words at the point under the pointer, finger or keys. */
export function ReadingSection() {
  const point = readingPoint.value;
  return (
    <section
      class={`section reading${point?.isPinned ? ' is-pinned' : ''}`}
      aria-labelledby="reading-heading"
    >
      <header>
        <h2 id="reading-heading">At this point</h2>
      </header>
      <div class="readings" role="status" aria-live={point?.isPinned ? 'polite' : 'off'}>
        {point ? (
          visiblePanes.value.map((pane) => <Chances key={pane.index} pane={pane} />)
        ) : (
          <p class="quiet">Point at the photo, tap it, or move over it with the arrow keys.</p>
        )}
      </div>
    </section>
  );
}

function Chances({ pane }: { readonly pane: Pane }) {
  const chances = chancesIn(pane, readingPoint.value!);
  if (chances.length === 0) return <p class="quiet">No words yet.</p>;
  return (
    <ol class="chances">
      {chances.map(({ word, probability }) => (
        <li key={word} style={{ '--color': colorOfWord(pane, word), '--filled': probability }}>
          <span>{word}</span>
          <span class="number">{formatProbability(probability)}</span>
        </li>
      ))}
    </ol>
  );
}

/** One decimal between 0.1 % and 10 %, none above. */
function formatProbability(probability: number): string {
  const percent = 100 * probability;
  if (percent < 0.1) return '< 0.1 %';
  return `${percent < 9.95 ? percent.toFixed(1) : Math.round(percent)} %`;
}
