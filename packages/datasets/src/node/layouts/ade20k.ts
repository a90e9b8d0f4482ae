import { join } from 'node:path';
import { ade20kLabels } from '@langseg/core';
import * as z from 'zod';
import { defineLayout } from '../../layout/layout-component.js';

/**
 * ADE20K of the MIT Scene Parsing Benchmark, as `ADEChallengeData2016.zip` unpacks: photos in `images/<split>`, masks in
 * `annotations/<split>`, in which 0 is no class and 1 to 150 are those of `objectInfo150.txt`.
 */
export const ade20k = defineLayout({
  type: 'ade20k',
  configSchema: z.strictObject({ split: z.enum(['training', 'validation']) }),
  open: async ({ path, split }) => ({
    name: 'ade20k',
    classes: [null, ...ade20kLabels],
    ignoreValue: 255,
    imageFolder: join(path, 'images', split),
    maskFolder: join(path, 'annotations', split),
    maskEnding: '.png',
  }),
});
