import { LangSegError, toFloat32, type Weights } from '@langseg/core';
import { spatialBlockScope } from '@langseg/heads';
import type { ConvertOptions } from '../convert-options.js';
import type { PlannedComponent } from '../model-plan.js';
import { shapeOf } from '../shape-of.js';

const weightName = `${spatialBlockScope}.weight`;
const biasName = `${spatialBlockScope}.bias`;

/**
 * The head block of an LSeg checkpoint. Both kinds store the same ten numbers, so the kind has to be given.
 *
 * @throws LangSegError `USAGE` when there is a head block and its kind or depth is not known; `WEIGHTS_MISMATCH`.
 */
export async function planRegularizer(
  weights: Weights,
  { regularizer, blockDepth, activation = 'leaky-relu' }: ConvertOptions,
): Promise<PlannedComponent> {
  const [weight, bias] = [weights.get(weightName), weights.get(biasName)];
  if (!weight || !bias) {
    if (!regularizer) return { type: 'none' };
    throw new LangSegError(
      'WEIGHTS_MISMATCH',
      `A ${regularizer} block was asked for, but the checkpoint has none.`,
      {
        missing: [weightName, biasName],
      },
    );
  }
  if (!regularizer || blockDepth === undefined)
    throw new LangSegError(
      'USAGE',
      'This checkpoint has a head block but does not say which: give its kind, bottleneck or depthwise (--head-block), its depth ' +
        '(--block-depth) and its activation (--activation).',
    );
  shapeOf(weights, weightName, [1, 1, 3, 3]);
  shapeOf(weights, biasName, [1]);
  return {
    type: regularizer,
    kernel: [...toFloat32(await weight.load()).data],
    bias: toFloat32(await bias.load()).data[0],
    depth: blockDepth,
    activation,
  };
}
