import { useEffect, useState } from 'preact/hooks';
import { explainPlace, type Reasons } from '../../state/explaining.js';
import { report } from '../../state/notices.js';
import { colorOfWord } from '../../state/pane-view.js';
import type { Pane } from '../../state/panes.js';
import { freshWords } from '../../state/likely-words.js';
import type { Place } from '../../state/zoom.js';
import { LikelyWords } from './likely-words.js';

interface WhyProps {
  readonly pane: Pane;
  readonly place: Place;
  readonly onChoose: (word: string) => void;
}

/** Why a place has its word: how well the best two fit, what it would be otherwise, and which words come nearest. */
export function Why({ pane, place: { x, y }, onChoose }: WhyProps) {
  const [isOpen, setOpen] = useState(false);
  const [reasons, setReasons] = useState<Reasons | undefined>();
  const regions = pane.regions.value;

  useEffect(() => {
    if (!isOpen) return;
    const stop = new AbortController();
    explainPlace(pane, { x, y }, stop.signal)
      .then((found) => {
        if (!stop.signal.aborted) setReasons(found);
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) report(error);
      });
    return () => stop.abort();
  }, [isOpen, regions, x, y]);

  if (!regions) return null;
  const near = freshWords(pane.labels.value, reasons?.near ?? []).slice(0, 6);
  return (
    <div class="why">
      <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        Why?
      </button>
      {isOpen && (
        <div role="status" data-testid="why">
          {reasons && (
            <>
              <dl class="fits">
                {reasons.fits.map(({ word, similarity }) => (
                  <div
                    key={word}
                    style={{ '--color': colorOfWord(pane, word), '--filled': Math.max(0, similarity) }}
                  >
                    <dt>{word}</dt>
                    <dd class="number">fits {similarity.toFixed(2)}</dd>
                  </div>
                ))}
              </dl>
              <p>
                {reasons.lead} {reasons.without}
              </p>
              {near.length > 0 && (
                <>
                  <p class="quiet">Of all words the model knows, these come nearest:</p>
                  <LikelyWords words={near} onChoose={onChoose} />
                </>
              )}
            </>
          )}
        </div>
      )}
    </div>
  );
}
