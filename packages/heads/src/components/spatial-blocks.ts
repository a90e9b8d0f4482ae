import { defineComponent } from '@langseg/core';
import { z } from 'zod';
import { SpatialBlockRegularizer } from '../regularizers/spatial-block-regularizer.js';

const configSchema = z.strictObject({
  /** The shared 3×3 filter, row by row. */
  kernel: z.array(z.number()).length(9),
  bias: z.number(),
  /** Number of passes. */
  depth: z.int().nonnegative(),
  activation: z.enum(['relu', 'leaky-relu', 'tanh']),
});

/** LSeg's depthwise block (upstream `arch_option` 2). */
export const depthwise = defineComponent({
  specVersion: 1,
  slot: 'regularizer',
  type: 'depthwise',
  configSchema,
  create: (config, { runtime }) => Promise.resolve(new SpatialBlockRegularizer(runtime, 'depthwise', config)),
});

/** LSeg's bottleneck block (upstream `arch_option` 1): the depthwise block plus the maximum over labels. */
export const bottleneck = defineComponent({
  specVersion: 1,
  slot: 'regularizer',
  type: 'bottleneck',
  configSchema,
  create: (config, { runtime }) =>
    Promise.resolve(new SpatialBlockRegularizer(runtime, 'bottleneck', config)),
});
