import { LangSegError, type Tensor } from '@langseg/core';
import { compareTensors, type Comparison } from '../compare.js';
import type { CaseTensors } from './case-tensors.js';

/**
 * Compares every output of a case with the value of the same name.
 *
 * @param except outputs that the kind compares in another way.
 * @throws LangSegError `NOT_FOUND` for an output without a value.
 */
export async function compareOutputs(
  tensors: CaseTensors,
  values: Readonly<Record<string, Pick<Tensor, 'shape' | 'data'>>>,
  options: { readonly except?: readonly string[] } = {},
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const output of tensors.outputs) {
    if (options.except?.includes(output)) continue;
    if (!Object.hasOwn(values, output))
      throw new LangSegError(
        'NOT_FOUND',
        `There is no value for the output "${output}"; there are ${Object.keys(values).join(', ')}.`,
        { output },
      );
    const expected = await tensors.expected(output);
    comparisons.push(compareTensors(output, values[output], expected, tensors.tolerance(output, expected)));
  }
  return comparisons;
}
