import { join } from 'node:path';
import { ade20kLabels } from '@langseg/core';
import { z } from 'zod';
import { commonOptions, type Layout } from './layout.js';

/** Schema of an ADE20K data set. */
export const ade20kConfig = z.strictObject({
  type: z.literal('ade20k'),
  ...commonOptions,
  split: z.enum(['training', 'validation']),
});

/**
 * ADE20K of the MIT Scene Parsing Benchmark, as `ADEChallengeData2016.zip` unpacks: photos in `images/<split>`, masks in
 * `annotations/<split>`, in which 0 is no class and 1 to 150 are those of `objectInfo150.txt`.
 */
export function ade20kLayout({ path, split, name = 'ade20k' }: z.output<typeof ade20kConfig>): Layout {
  return {
    name,
    classes: [null, ...ade20kLabels],
    ignoreValue: 255,
    imageFolder: join(path, 'images', split),
    maskFolder: join(path, 'annotations', split),
    maskEnding: '.png',
  };
}
