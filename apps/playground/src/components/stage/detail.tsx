import { useLayoutEffect, useRef } from 'preact/hooks';
import { detailOf } from '../../state/details.js';
import type { Pane } from '../../state/panes.js';

/** The seen part of the painted regions in the screen's own pixels: under zoom, outlines stay as fine as before. */
export function Detail({ pane }: { readonly pane: Pane }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const detail = detailOf(pane);
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element || !detail) return;
    const { width, height, layer } = detail;
    if (element.width !== width || element.height !== height) Object.assign(element, { width, height });
    element.getContext('2d')?.putImageData(new ImageData(layer, width, height), 0, 0);
  }, [detail]);
  return (
    <canvas ref={canvas} class={`detail${detail ? ' is-shown' : ''}`} data-testid={`detail-${pane.letter}`} />
  );
}
