import type { Tensor } from '@langseg/core';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import type { Comparison } from '../compare.js';

const wrapper = 'state_dict.';

/**
 * Files with tensors of every dtype, layout and special value, equal bit by bit to the same tensors in safetensors. A
 * file with a state dict holds all of them, a bare one some.
 */
export const checkpointDtypes = codeKind(
  { weights: z.array(z.string()), expected: z.string() },
  async ({ weights, expected: expectedFile }, { files }) => {
    const { tensors: expected } = await files.checkpoint(expectedFile);
    const comparisons: Comparison[] = [];
    for (const file of weights) {
      const { allTensors } = await files.checkpoint(file);
      const hasStateDict = [...allTensors.keys()].some((path) => path.startsWith(wrapper));
      const found = new Map(
        [...allTensors].map(([path, source]) => [
          path.startsWith(wrapper) ? path.slice(wrapper.length) : path,
          source,
        ]),
      );
      const names = new Set([...found.keys(), ...(hasStateDict ? expected.keys() : [])]);
      for (const name of names) {
        const [actual, wanted] = await Promise.all([found.get(name)?.load(), expected.get(name)?.load()]);
        const error = actual && wanted && areIdentical(actual, wanted) ? 0 : 1;
        comparisons.push({ output: `${name} of ${file}`, error, tolerance: 0 });
      }
    }
    return comparisons;
  },
);

/** Same dtype, shape and bits; any NaN equals any other. */
function areIdentical(actual: Tensor, expected: Tensor): boolean {
  return (
    actual.dtype === expected.dtype &&
    actual.shape.join() === expected.shape.join() &&
    actual.data.length === expected.data.length &&
    Array.from<number | bigint>(actual.data).every((value, i) => Object.is(value, expected.data[i]))
  );
}
