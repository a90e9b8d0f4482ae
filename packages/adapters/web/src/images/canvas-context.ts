import { LangSegError } from '@langseg/core';

/**
 * A canvas that is not shown, by its context.
 *
 * @throws LangSegError `RUNTIME_FAILED` where there is none.
 */
export function canvasContext(
  width: number,
  height: number,
  settings?: CanvasRenderingContext2DSettings,
): OffscreenCanvasRenderingContext2D {
  const canvas = typeof OffscreenCanvas === 'undefined' ? undefined : new OffscreenCanvas(width, height);
  const context = canvas?.getContext('2d', settings);
  if (context) return context;
  throw new LangSegError(
    'RUNTIME_FAILED',
    `This browser gives no 2D canvas of ${width}×${height} (OffscreenCanvas). Update it, or free memory.`,
    { width, height },
  );
}
