import type { Checkpoint } from '@langseg/checkpoints';
import { toFloat32, type Tensor, type TensorSource } from '@langseg/core';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import { compareExactly, compareTensors, type Comparison } from '../compare.js';

/** What a training checkpoint must hold; scalars besides the tensors are looked up by their own names. */
const expectation = z.looseObject({
  tensors: z.record(z.string(), z.tuple([z.string(), z.array(z.int())])),
  sum_and_abs_sum: z.record(z.string(), z.tuple([z.number(), z.number()])).default({}),
});

/** Names, dtypes, shapes and sums of the tensors of a whole training checkpoint, and the other values. */
export const checkpoint = codeKind(
  { weights: z.string(), top_level_keys: z.array(z.string()).optional(), expect: expectation },
  async ({ weights, top_level_keys: keys, expect }, { files }) => {
    const opened = await files.checkpoint(weights);
    const { tensors: wanted, sum_and_abs_sum: sums, ...scalars } = expect;
    const found = Object.fromEntries(
      [...opened.tensors].map(([name, { dtype, shape }]) => [name, [dtype, shape]]),
    );

    const comparisons = [compareExactly('tensors', sorted(found), sorted(wanted))];
    for (const [name, value] of Object.entries(scalars))
      comparisons.push(compareExactly(name, opened.objects.get(name), value));
    if (keys)
      comparisons.push(compareExactly('top_level_keys', topLevelKeys(opened).sort(), keys.toSorted()));
    for (const [name, expected] of Object.entries(sums)) {
      const source = opened.tensors.get(name);
      if (source) comparisons.push(await compareSums(name, source, expected));
    }
    return comparisons;
  },
);

function sorted(record: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function topLevelKeys({ objects, allTensors }: Checkpoint): string[] {
  const hasStateDict = [...allTensors.keys()].some((path) => path.startsWith('state_dict.'));
  return [...objects.keys(), ...(hasStateDict ? ['state_dict'] : [])];
}

async function compareSums(
  name: string,
  source: TensorSource,
  expected: readonly [number, number],
): Promise<Comparison> {
  const values = valuesOf(await source.load());
  let [sum, magnitudes] = [0, 0];
  for (const value of values) {
    sum += value;
    magnitudes += Math.abs(value);
  }
  const shape = [2];
  // Only the order of summation in double precision may differ.
  return compareTensors(
    `sums of ${name}`,
    { shape, data: Float64Array.of(sum, magnitudes) },
    { shape, data: Float64Array.from(expected) },
    1e-10 * Math.max(1, expected[1]),
  );
}

/** Half precision widened; other types as they are. */
function valuesOf(tensor: Tensor): Float32Array | Float64Array | number[] {
  if (tensor.dtype === 'float16' || tensor.dtype === 'bfloat16') return toFloat32(tensor).data;
  return tensor.dtype === 'float64' ? (tensor.data as Float64Array) : Array.from(tensor.data, Number);
}
