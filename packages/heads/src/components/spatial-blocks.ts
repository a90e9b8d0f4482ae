import { defineRegularizer, shapeOf, type RegularizerArchitecture } from '@langseg/architecture';
import { LangSegError, toFloat32 } from '@langseg/core';
import * as z from 'zod';
import { appendSpatialBlock } from '../regularizers/append-spatial-block.js';
import type { SpatialBlockKind } from '../regularizers/spatial-block-config.js';
import { spatialBlockParameters, spatialBlockScope } from '../regularizers/spatial-block-parameters.js';
import { SpatialBlockRegularizer } from '../regularizers/spatial-block-regularizer.js';

/** Far beyond what training makes of ten numbers. */
const weight = z.number().min(-1e6).max(1e6);

const activation = z.enum(['relu', 'leaky-relu', 'tanh']);

const configSchema = z.strictObject({
  /** The shared 3×3 filter, row by row. */
  kernel: z.array(weight).length(9),
  bias: weight,
  /** Number of passes. */
  depth: z.int().nonnegative().max(100),
  activation,
});

const options = z.strictObject({
  depth: z.int().nonnegative().describe('Passes of the block (upstream block_depth).'),
  activation: activation.default('leaky-relu').describe('Activation between the passes of the block.'),
});

const weightName = `${spatialBlockScope}.weight`;
const biasName = `${spatialBlockScope}.bias`;

function architectureOf(
  kind: SpatialBlockKind,
): RegularizerArchitecture<z.output<typeof options>> & { readonly options: typeof options } {
  return {
    options,
    markers: [weightName, biasName],
    parameters: spatialBlockParameters,
    append: (g, logits, parameters, { depth, activation }, { labelBias }) =>
      appendSpatialBlock(g, logits, {
        kind,
        kernel: parameters.value(weightName),
        bias: parameters.value(biasName),
        depth,
        activation,
        ...(labelBias && { labelBias }),
      }),
    async part(weights, { depth, activation }) {
      const [kernel, bias] = [weights.get(weightName), weights.get(biasName)];
      if (!kernel || !bias)
        throw new LangSegError('WEIGHTS_MISMATCH', `The weights of the ${kind} block are missing.`, {
          missing: [weightName, biasName],
        });
      shapeOf(weights, weightName, [1, 1, 3, 3]);
      shapeOf(weights, biasName, [1]);
      const component = {
        type: kind,
        kernel: [...toFloat32(await kernel.load()).data],
        bias: toFloat32(await bias.load()).data[0],
        depth,
        activation,
      };
      return { component, graphs: new Map(), files: new Map() };
    },
  };
}

/** LSeg's depthwise block (upstream `arch_option` 2). */
export const depthwise = defineRegularizer({
  type: 'depthwise',
  configSchema,
  create: (config, { runtime }) => Promise.resolve(new SpatialBlockRegularizer(runtime, 'depthwise', config)),
  architecture: architectureOf('depthwise'),
});

/** LSeg's bottleneck block (upstream `arch_option` 1): the depthwise block plus the maximum over labels. */
export const bottleneck = defineRegularizer({
  type: 'bottleneck',
  configSchema,
  create: (config, { runtime }) =>
    Promise.resolve(new SpatialBlockRegularizer(runtime, 'bottleneck', config)),
  architecture: architectureOf('bottleneck'),
});
