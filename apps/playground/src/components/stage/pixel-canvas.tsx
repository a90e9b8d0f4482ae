import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Painted } from '../../paint/protocol.js';

interface PixelCanvasProps {
  readonly name: string;
  /** What is shown; nothing while it is undefined. */
  readonly pixels: Pick<Painted, 'width' | 'height' | 'layer'> | undefined;
  readonly letter: string;
}

/** A canvas that shows pixels, and keeps them while others are made. */
export function PixelCanvas({ name, pixels, letter }: PixelCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element || !pixels) return;
    const { width, height, layer } = pixels;
    if (element.width !== width || element.height !== height) Object.assign(element, { width, height });
    element.getContext('2d')?.putImageData(new ImageData(layer, width, height), 0, 0);
  }, [pixels]);
  return (
    <canvas ref={canvas} class={`${name}${pixels ? ' is-shown' : ''}`} data-testid={`${name}-${letter}`} />
  );
}
