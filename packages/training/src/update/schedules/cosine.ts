import * as z from 'zod';
import { defineSchedule } from './schedule-component.js';

/** From 1 to a floor along half a cosine (Loshchilov and Hutter 2017, _SGDR_, equation 5, without restarts). */
export const cosine = defineSchedule({
  type: 'cosine',
  configSchema: z.strictObject({
    /** The factor at the end. */
    floor: z.number().min(0).max(1).default(0),
  }),
  create:
    ({ floor }) =>
    (progress) =>
      floor + ((1 - floor) * (1 + Math.cos(Math.PI * progress))) / 2,
});
