import { defineComponent } from '@langseg/core';
import { z } from 'zod';
import { mobilenetGeometry } from '../mobilenet/mobilenet-geometry.js';
import { OnnxImageEncoder } from '../onnx-image-encoder.js';
import { modelOptions } from './model-options.js';

/** MobileNetV2 with a light decoder: the small image encoder of the default model. Takes images of any size. */
export const mobilenet = defineComponent({
  specVersion: 1,
  slot: 'imageEncoder',
  type: 'mobilenet',
  configSchema: z.strictObject(modelOptions),
  async create({ model, embeddingDim }, { runtime, assets, preprocessing, signal }) {
    const session = await runtime.load(await assets.model(model), { signal });
    return new OnnxImageEncoder({
      session,
      embeddingDim,
      ...mobilenetGeometry,
      preprocessing,
    });
  },
});
