import { defineComponent, LangSegError } from '@langseg/core';
import { z } from 'zod';
import { createDptEncoder } from './create-dpt-encoder.js';
import { modelOptions } from './model-options.js';

/** DPT on a vision transformer, as in LSeg's ViT-L/16 and ViT-B/32 models. */
export const dptVit = defineComponent({
  specVersion: 1,
  slot: 'imageEncoder',
  type: 'dpt-vit',
  configSchema: z.strictObject({
    ...modelOptions,
    patchSize: z.int().positive().max(512),
    width: z.int().positive().max(65_536),
    depth: z.int().positive().max(1000),
    heads: z.int().positive().max(1000),
    outIndices: z.array(z.int().nonnegative().max(1000)).length(4),
    readout: z.enum(['ignore', 'add', 'project']),
  }),
  create: (config, context) =>
    createDptEncoder(config, context, (height, width) => checkDptVitSize(height, width, config.patchSize)),
});

/**
 * Whether DPT can take an image: its four maps must double exactly from one to the next, so with 16-pixel patches the
 * grid must be even. Pixels beyond the last whole patch are ignored.
 *
 * @throws LangSegError `SHAPE_MISMATCH` saying which sizes fit.
 */
export function checkDptVitSize(height: number, width: number, patchSize: number): void {
  const step = patchSize < 32 ? 32 / patchSize : 1;
  const grid = [height, width].map((side) => Math.floor(side / patchSize));
  if (grid.every((length) => length > 0 && length % step === 0)) return;
  throw new LangSegError(
    'SHAPE_MISMATCH',
    `A ${height}×${width} image gives a ${grid.join('×')} grid of ${patchSize}-pixel patches; ` +
      `both sides need a ${step > 1 ? `multiple of ${step}` : 'whole number'} of patches: use multiples of ${step * patchSize} pixels.`,
    { height, width, patchSize },
  );
}
