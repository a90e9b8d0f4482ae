import { defineComponent, LangSegError } from '@langseg/core';
import { z } from 'zod';
import { OnnxImageEncoder } from '../onnx-image-encoder.js';
import { modelOptions } from './model-options.js';

/** A ResNet with DPT's fusion blocks, as in LSeg's zero-shot ResNet-101 models. */
export const dptResnet = defineComponent({
  specVersion: 1,
  slot: 'imageEncoder',
  type: 'dpt-resnet',
  configSchema: z.strictObject({
    ...modelOptions,
    blocks: z.array(z.int().positive()).length(4),
  }),
  async create({ model, embeddingDim }, { runtime, assets, preprocessing, signal }) {
    const session = await runtime.load(await assets.model(model), { signal });
    return new OnnxImageEncoder({
      session,
      embeddingDim,
      outputStride: 4,
      alignCorners: true,
      upsampling: { factor: 2, alignCorners: true },
      preprocessing,
      checkSize: (height, width) => {
        if (height % 32 === 0 && width % 32 === 0 && height > 0 && width > 0) return;
        throw new LangSegError(
          'SHAPE_MISMATCH',
          `This encoder needs sides that are multiples of 32 pixels, got ${height}×${width}.`,
          { height, width },
        );
      },
    });
  },
});
