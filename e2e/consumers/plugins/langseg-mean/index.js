import { defineComponent, definePlugin, LangSegError, probabilityRows, throwIfAborted } from '@langseg/core';
import * as z from 'zod';

/** Averages the probabilities of the pixels above and below: outlines lose their teeth, thin things their ends. */
const mean = defineComponent({
  specVersion: 1,
  slot: 'refiner',
  type: 'mean',
  configSchema: z.strictObject({ reach: z.int().min(1).max(20).default(2) }),
  async create({ reach }) {
    let isDisposed = false;
    const check = ({ signal } = {}) => {
      if (isDisposed) throw new LangSegError('DISPOSED', 'This refiner was disposed. Create a new one.');
      throwIfAborted(signal);
    };
    return {
      specVersion: 1,
      async guide({ width, height }, options) {
        check(options);
        return {
          async refine(scores, run) {
            check(run);
            if (scores.width !== width || scores.height !== height)
              throw new LangSegError('SHAPE_MISMATCH', `The photo has ${width} × ${height} pixels.`);
            const { labelCount } = scores;
            const probabilities = probabilityRows(scores);
            const row = new Float32Array(width * labelCount);
            return {
              width,
              height,
              labelCount,
              kind: 'probabilities',
              fill(y, target) {
                const [first, last] = [Math.max(0, y - reach), Math.min(height - 1, y + reach)];
                target.fill(0);
                for (let near = first; near <= last; near++) {
                  probabilities.fill(near, row);
                  for (let i = 0; i < row.length; i++) target[i] += row[i] / (last - first + 1);
                }
              },
            };
          },
        };
      },
      async dispose() {
        isDisposed = true;
      },
    };
  },
});

export const plugin = definePlugin({ name: 'langseg-mean', components: [mean] });
