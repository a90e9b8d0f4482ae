import { detailOf } from '../../state/details.js';
import type { Pane } from '../../state/panes.js';
import { PixelCanvas } from './pixel-canvas.js';

/** The seen part of the painted regions in the screen's own pixels: under zoom, outlines stay as fine as before. */
export function Detail({ pane }: { readonly pane: Pane }) {
  return <PixelCanvas name="detail" pixels={detailOf(pane)} letter={pane.letter} />;
}
