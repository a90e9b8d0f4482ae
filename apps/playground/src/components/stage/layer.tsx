import type { Pane } from '../../state/panes.js';
import { PixelCanvas } from './pixel-canvas.js';

/** The painted regions, pixel for pixel. */
export function Layer({ pane }: { readonly pane: Pane }) {
  return <PixelCanvas name="layer" pixels={pane.painted.value} letter={pane.letter} />;
}
