import { defineComponent, LangSegError } from '@langseg/core';
import { z } from 'zod';
import { createDptEncoder } from './create-dpt-encoder.js';
import { modelOptions } from './model-options.js';

/** A ResNet with DPT's fusion blocks, as in LSeg's zero-shot ResNet-101 models. */
export const dptResnet = defineComponent({
  specVersion: 1,
  slot: 'imageEncoder',
  type: 'dpt-resnet',
  configSchema: z.strictObject({
    ...modelOptions,
    blocks: z.array(z.int().positive().max(1000)).length(4),
  }),
  create: (config, context) => createDptEncoder(config, context, checkDptResnetSize),
});

/** @throws LangSegError `SHAPE_MISMATCH` when the four maps would not double exactly from one to the next. */
function checkDptResnetSize(height: number, width: number): void {
  if (height > 0 && width > 0 && height % 32 === 0 && width % 32 === 0) return;
  throw new LangSegError(
    'SHAPE_MISMATCH',
    `This encoder needs sides that are multiples of 32 pixels, got ${height}×${width}.`,
    { height, width },
  );
}
