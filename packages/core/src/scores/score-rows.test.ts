import { expect, it } from 'vitest';
import { scoreMap } from '../math/score-map.js';
import { tensor } from '../tensor/tensor.js';
import { scoreRowsOf } from './score-rows.js';

it.each([true, false])(
  'gives rows of the upsampled logits, in any order; corners aligned: %s',
  (alignCorners) => {
    const logits = tensor(
      'float32',
      [3, 4, 5],
      Float32Array.from({ length: 60 }, (_, i) => Math.sin(i * i)),
    );
    const geometry = { width: 13, height: 9, alignCorners };
    const rows = scoreRowsOf(logits, geometry);
    const target = new Float32Array(13 * 3);
    for (const y of [0, 1, 2, 8, 5, 0]) {
      rows.fill(y, target);
      const some = new Float32Array(2 * 3);
      rows.fillAt?.(y, Int32Array.of(11, 2), some);
      expect([...some]).toEqual([...target.subarray(33, 36), ...target.subarray(6, 9)]);
      for (let n = 0; n < 3; n++) {
        const expected = scoreMap(logits, n, geometry).subarray(y * 13, (y + 1) * 13);
        const found = target.filter((_, i) => i % 3 === n);
        found.forEach((value, x) => expect(value).toBeCloseTo(expected[x], 6));
      }
    }
  },
);
