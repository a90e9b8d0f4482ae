import * as z from 'zod';
import { defineSchedule } from './schedule-component.js';

/** The same learning rate all along. */
export const constant = defineSchedule({
  type: 'constant',
  configSchema: z.strictObject({}),
  isConstant: true,
  create: () => () => 1,
});
