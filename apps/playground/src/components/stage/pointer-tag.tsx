import { colorOfWord } from '../../state/pane-view.js';
import type { Pane } from '../../state/panes.js';
import { chancesIn, readingPoint } from '../../state/reading.js';
import { selection } from '../../state/selection.js';
import { inFrame, zoom } from '../../state/zoom.js';

/** The likeliest word at the pointer, beside it; in both panes when two are compared. A selected region says it on its card. */
export function PointerTag({ pane }: { readonly pane: Pane }) {
  const point = readingPoint.value;
  if (!point) return null;
  const [best] = chancesIn(pane, point);
  const { x, y } = inFrame(zoom.value, point);
  if (!best || x < 0 || x > 1 || y < 0 || y > 1) return null;
  const side = x > 0.72 ? ' is-left' : '';
  const edge = y < 0.12 ? ' is-below' : '';
  return (
    <div
      class={`pointer${side}${edge}${point.isPinned || point.pane !== pane.index ? ' has-ring' : ''}`}
      style={{ left: `${100 * x}%`, top: `${100 * y}%` }}
      aria-hidden="true"
    >
      {selection.value?.pane !== pane.index && (
        <div class="pointer-tag">
          <i style={{ background: colorOfWord(pane, best.word) }} />
          <b>{best.word}</b>
          <span>{Math.round(100 * best.probability)} %</span>
        </div>
      )}
    </div>
  );
}
