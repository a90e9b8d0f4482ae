import { LookSection } from './look-section.js';
import { ModelLine } from './model-line.js';
import { ReadingSection } from './reading-section.js';
import { WordsSection } from './words-section.js';

/** Everything beside the photo. */
export function Panel() {
  return (
    <aside class="panel" aria-label="Words and looks">
      <WordsSection />
      <ReadingSection />
      <LookSection />
      <ModelLine />
    </aside>
  );
}
