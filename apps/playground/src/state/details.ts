import { effect, signal } from '@preact/signals';
import { latestWins } from '../engine/latest-wins.js';
import type { Painter } from '../paint/painter.js';
import type { Detail, Painted } from '../paint/protocol.js';
import { report } from './notices.js';
import { paneView } from './pane-view.js';
import { panes, visiblePanes, type Pane } from './panes.js';
import { zoom, type Zoom } from './zoom.js';

/** A part of the picture, painted for what was zoomed to then. */
interface PaintedPart {
  readonly painted: Painted;
  readonly zoom: Zoom;
  readonly detail: Detail;
}

/** Milliseconds that zoom and words have to rest. */
const pause = 120;

/** More pixels of the longer side are not seen. */
const longest = 2048;

const parts = panes.map(() => signal<PaintedPart | undefined>(undefined));

/** The seen part in fine pixels, as long as it is what is shown. */
export function detailOf(pane: Pane): Detail | undefined {
  const part = parts[pane.index].value;
  return part && part.painted === pane.painted.value && part.zoom === zoom.value ? part.detail : undefined;
}

/** Paints what is seen under zoom in the screen's own pixels, once it rests. */
export function paintDetails(painter: Painter): void {
  for (const pane of panes) {
    const paint = latestWins(async (wanted: Omit<PaintedPart, 'detail'>) => {
      const regions = pane.regions.peek();
      const isCurrent = () => pane.painted.peek() === wanted.painted && zoom.peek() === wanted.zoom;
      if (!regions || !isCurrent()) return;
      const view = paneView(pane, regions.words);
      try {
        const detail = await painter.magnify(pane.index, regions, view, partOf(pane, wanted.zoom));
        if (isCurrent()) parts[pane.index].value = { ...wanted, detail };
      } catch (error) {
        report(error);
      }
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    effect(() => {
      const painted = pane.painted.value;
      const now = zoom.value;
      clearTimeout(timer);
      const hasOutlines = painted !== undefined && pane.heat.value === undefined;
      if (now.scale === 1 || !hasOutlines || !visiblePanes.value.includes(pane)) {
        parts[pane.index].value = undefined;
        return;
      }
      timer = setTimeout(() => void paint({ painted, zoom: now }), pause);
    });
  }
}

/** What is seen of the whole picture if it were so large that a pixel is one of the screen's. */
function partOf(pane: Pane, { scale, x, y }: Zoom) {
  const canvas = document.querySelector(`[data-testid=layer-${pane.letter}]`);
  const frame = canvas?.closest('.picture')?.getBoundingClientRect();
  const { width = 1, height = 1 } = frame ?? {};
  const dense = Math.min(devicePixelRatio, longest / Math.max(width, height));
  const size = {
    width: Math.max(1, Math.round(width * dense)),
    height: Math.max(1, Math.round(height * dense)),
  };
  const whole = { width: Math.round(size.width * scale), height: Math.round(size.height * scale) };
  return { ...size, within: { ...whole, x: Math.round(whole.width * x), y: Math.round(whole.height * y) } };
}
