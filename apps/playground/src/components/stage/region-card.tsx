import { useLayoutEffect, useRef } from 'preact/hooks';
import { findWord } from '../../state/label-list.js';
import { freshWords } from '../../state/likely-words.js';
import type { Pane } from '../../state/panes.js';
import { deselect, nameSelection, type Selection } from '../../state/selection.js';
import { formatShare } from '../../state/verdicts.js';
import { inFrame, zoom } from '../../state/zoom.js';
import { RoundButton } from '../controls/round-button.js';
import { WordInput } from '../panel/word-input.js';
import { LikelyWords } from './likely-words.js';
import { Why } from './why.js';

interface RegionCardProps {
  readonly pane: Pane;
  readonly selected: Selection;
  /** Called when it is left by the keys or its button, to give the focus back. */
  readonly onLeave: () => void;
}

/** Names what was tapped: the likeliest words to choose from, a field for others, and why it has the word it has. */
export function RegionCard({ pane, selected, onLeave }: RegionCardProps) {
  const field = useRef<HTMLInputElement>(null);
  const [best] = selected.region?.words ?? [];
  const isListed = best !== undefined && findWord(pane.labels.value, best) !== undefined;
  const words = freshWords(pane.labels.value, selected.region?.words ?? []);
  const first = isListed ? undefined : words[0];
  const place = inFrame(zoom.value, selected);
  const { x, y } = selected;

  // A field with the focus opens the keyboard of a touch screen, over half of it.
  useLayoutEffect(() => {
    if (!matchMedia('(pointer: coarse)').matches) field.current?.focus();
  }, [x, y]);

  function leave() {
    deselect();
    onLeave();
  }

  function choose(word: string) {
    nameSelection(word);
    onLeave();
  }

  return (
    <div
      class={`region-card${place.x > 0.5 ? ' is-left' : ''}${place.y > 0.5 ? ' is-above' : ''}`}
      role="dialog"
      aria-label="Name this region"
      style={{ '--x': place.x, '--y': place.y }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        leave();
      }}
    >
      <header>
        <h2>What is this?</h2>
        <span class="quiet number">
          {selected.region ? `${formatShare(selected.region.share)} of the photo` : 'Looking …'}
        </span>
        <RoundButton label="Close" icon="close" onClick={leave} />
      </header>
      <WordInput
        pane={pane}
        field={field}
        label="Name this region"
        placeholder={first ? `${first}, or type a word` : isListed ? 'type another word' : 'type a word'}
        onEmpty={() => (first ? choose(first) : leave())}
        onKeep={leave}
      />
      {isListed && (
        <p>
          It looks like <b>{best}</b>, which is on your list.
        </p>
      )}
      <LikelyWords words={words} onChoose={choose} hasFirst={first !== undefined} label="Likely words" />
      <p class="visually-hidden" role="status">
        {first && `Likely words: ${words.join(', ')}. Enter takes the first.`}
      </p>
      <Why key={`${x} ${y}`} pane={pane} place={selected} onChoose={choose} />
    </div>
  );
}
