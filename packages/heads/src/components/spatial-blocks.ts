import { defineComponent } from '@langseg/core';
import { z } from 'zod';
import { SpatialBlockRegularizer } from '../regularizers/spatial-block-regularizer.js';

/** Far beyond what training makes of ten numbers. */
const weight = z.number().min(-1e6).max(1e6);

const configSchema = z.strictObject({
  /** The shared 3×3 filter, row by row. */
  kernel: z.array(weight).length(9),
  bias: weight,
  /** Number of passes. */
  depth: z.int().nonnegative().max(100),
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
