import { assertShape, LangSegError, tensor, throwIfAborted, type SpatialRegularizer } from '@langseg/core';

/**
 * A regulariser of one's own: every logit becomes the mean of the window around it, at the borders of what there is of
 * the window. Speckles vanish, and so do things smaller than the window.
 *
 * @param radius grid cells on each side; the window is `2 · radius + 1` cells wide.
 */
export function createMeanFilter(radius: number): SpatialRegularizer {
  let isDisposed = false;
  return {
    specVersion: 1,
    couplesLabels: false,
    async forward(logits, { signal } = {}) {
      if (isDisposed) throw new LangSegError('DISPOSED', 'This filter was disposed; create a new one.');
      throwIfAborted(signal);
      const { B, N, h, w } = assertShape('logits', logits, ['B', 'N', 'h', 'w']);
      const rows = meanAlong(logits.data, { length: w, step: 1, radius });
      const both = meanAlong(rows, { length: h, step: w, radius });
      return tensor('float32', [B, N, h, w], both);
    },
    async dispose() {
      isDisposed = true;
    },
  };
}

/** Running means along one axis, whose neighbours are `step` elements apart. */
function meanAlong(
  values: Float32Array,
  { length, step, radius }: { length: number; step: number; radius: number },
): Float32Array {
  const means = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const position = Math.floor(i / step) % length;
    const first = Math.max(-radius, -position);
    const last = Math.min(radius, length - 1 - position);
    let sum = 0;
    for (let offset = first; offset <= last; offset++) sum += values[i + offset * step];
    means[i] = sum / (last - first + 1);
  }
  return means;
}
