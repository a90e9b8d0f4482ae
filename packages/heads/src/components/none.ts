import { defineRegularizer } from '@langseg/architecture';
import type { SpatialRegularizer } from '@langseg/core';
import * as z from 'zod';

const identity: SpatialRegularizer = {
  specVersion: 1,
  couplesLabels: false,
  forward: (logits) => Promise.resolve(logits),
  dispose: () => Promise.resolve(),
};

/** No regularisation (upstream `arch_option` 0). */
export const none = defineRegularizer({
  type: 'none',
  configSchema: z.strictObject({}),
  create: () => Promise.resolve(identity),
  architecture: {
    options: z.strictObject({}),
    markers: [],
    parameters: () => [],
    append: (_g, logits) => logits,
    part: () => Promise.resolve({ component: { type: 'none' }, graphs: new Map(), files: new Map() }),
  },
});
