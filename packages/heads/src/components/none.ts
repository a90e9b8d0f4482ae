import { defineComponent, type SpatialRegularizer } from '@langseg/core';
import { z } from 'zod';

const identity: SpatialRegularizer = {
  specVersion: 1,
  couplesLabels: false,
  forward: (logits) => Promise.resolve(logits),
  dispose: () => Promise.resolve(),
};

/** No regularisation (upstream `arch_option` 0). */
export const none = defineComponent({
  specVersion: 1,
  slot: 'regularizer',
  type: 'none',
  configSchema: z.strictObject({}),
  create: () => Promise.resolve(identity),
});
