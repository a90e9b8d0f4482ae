import { hero } from '../../photo/hero.js';
import { detailOf } from '../../state/details.js';
import { isHeroShown } from '../../state/hero-shown.js';
import { findWord } from '../../state/label-list.js';
import type { Pane } from '../../state/panes.js';
import { readingPoint } from '../../state/reading.js';
import { seenPart } from '../../state/split.js';
import { view } from '../../state/view-settings.js';
import { inFrame, zoom, type Place } from '../../state/zoom.js';

/** The words, written on their regions as on a map. The list beside the photo says the same to screen readers. */
export function Names({ pane }: { readonly pane: Pane }) {
  const words = isHeroShown(pane) ? hero.sample.words.map(({ word }) => word) : pane.regions.value?.words;
  const places = placesIn(pane);
  const seen = seenPart(pane);
  const point = readingPoint.value && inFrame(zoom.value, readingPoint.value);
  if (!view.value.names || pane.heat.value !== undefined || !words || !places) return null;
  return (
    <div
      class="names"
      aria-hidden="true"
      style={{
        '--from': seen.from > 0 ? 'var(--cut)' : undefined,
        '--to': seen.to < 1 ? 'var(--cut)' : undefined,
      }}
    >
      {places.map(({ index, x, y, room }) => {
        const word = words[index];
        if (word === undefined || !isListed(pane, word)) return null;
        const isInside = x > seen.from && x < seen.to;
        // Rather none than half a name; names that come in from outside of the frame are cut by its edge.
        if (!isInside && x > 0 && x < 1) return null;
        return (
          <span
            key={word}
            class={`${point && isNear(point, { x, y }) ? 'is-covered ' : ''}${isInside ? 'is-inside' : ''}`}
            style={{
              '--x': `${100 * x}%`,
              '--letters': word.length,
              top: `${100 * y}%`,
              '--size': `${(100 * room * Math.min(0.8, 5 / word.length)).toFixed(2)}cqw`,
            }}
          >
            {word}
          </span>
        );
      })}
    </div>
  );
}

/** Places in the frame: of what is seen once the zoom rests, until then those of the whole photo moved along. */
function placesIn(pane: Pane) {
  const detail = detailOf(pane);
  if (detail) return detail.names;
  const places = isHeroShown(pane) ? hero.names : pane.painted.value?.names;
  const now = zoom.value;
  return places?.map(({ index, room, ...place }) => ({
    index,
    ...inFrame(now, place),
    room: room * now.scale,
  }));
}

/** Whether the tag at the pointer would lie on a name. */
function isNear(point: Place, name: Place): boolean {
  return Math.abs(point.x - name.x) < 0.16 && Math.abs(point.y - name.y) < 0.11;
}

function isListed(pane: Pane, word: string): boolean {
  return word === pane.draftWord.value || findWord(pane.labels.value, word) !== undefined;
}
