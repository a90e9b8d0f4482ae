import { lsegLogitScale } from '@langseg/architecture';
import { defineComponent } from '@langseg/core';
import * as z from 'zod';
import { CorrelationHead } from '../correlation/correlation-head.js';

/** Cosine of every pixel with every word, times the logit scale: LSeg's head. */
export const correlation = defineComponent({
  specVersion: 1,
  slot: 'head',
  type: 'correlation',
  configSchema: z.strictObject({
    /** Factor on the cosines (inverse temperature). */
    logitScale: z.number().positive().max(1e6).default(lsegLogitScale),
  }),
  create: (config, { runtime }) => Promise.resolve(new CorrelationHead(runtime, config)),
});
