import type { WindowOptions } from './view-options.js';

/**
 * Where windows begin along an axis of `length` pixels: every `stride`, until the end is covered. An axis shorter than a
 * window has one, at 0.
 *
 * With `edge: 'pad'` the windows of LSeg's `MultiEvalModule`, the last one reaching over the end; with `shift` those of
 * MMSegmentation's and TIPS' sliding, the last one moved back to end with the axis.
 */
export function windowStarts(
  length: number,
  { size, stride, edge = 'shift' }: Pick<WindowOptions, 'size' | 'stride' | 'edge'>,
): number[] {
  const last = Math.max(length - size, 0);
  return Array.from({ length: Math.ceil(last / stride) + 1 }, (_, i) =>
    edge === 'pad' ? i * stride : Math.min(i * stride, last),
  );
}
