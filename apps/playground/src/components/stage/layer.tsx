import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Pane } from '../../state/panes.js';

/** The painted regions, pixel for pixel. */
export function Layer({ pane }: { readonly pane: Pane }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const painted = pane.painted.value;
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element || !painted) return;
    const { width, height, layer } = painted;
    if (element.width !== width || element.height !== height) Object.assign(element, { width, height });
    element.getContext('2d')?.putImageData(new ImageData(layer, width, height), 0, 0);
  }, [painted]);
  return (
    <canvas ref={canvas} class={`layer${painted ? ' is-shown' : ''}`} data-testid={`layer-${pane.letter}`} />
  );
}
