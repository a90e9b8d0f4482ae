import { colorOfWord } from '../../state/pane-view.js';
import type { Pane } from '../../state/panes.js';
import { chancesIn, readingPoint } from '../../state/reading.js';

/** The likeliest word at the pointer, beside it; in both panes when two are compared. */
export function PointerTag({ pane }: { readonly pane: Pane }) {
  const point = readingPoint.value;
  if (!point) return null;
  const [best] = chancesIn(pane, point);
  if (!best) return null;
  const side = point.x > 0.72 ? ' is-left' : '';
  const edge = point.y < 0.12 ? ' is-below' : '';
  return (
    <div
      class={`pointer${side}${edge}${point.isPinned || point.pane !== pane.index ? ' has-ring' : ''}`}
      style={{ left: `${100 * point.x}%`, top: `${100 * point.y}%` }}
      aria-hidden="true"
    >
      <div class="pointer-tag">
        <i style={{ background: colorOfWord(pane, best.word) }} />
        <b>{best.word}</b>
        <span>{Math.round(100 * best.probability)} %</span>
      </div>
    </div>
  );
}
