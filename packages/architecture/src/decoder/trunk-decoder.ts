import { LangSegError, type AnyConfig, type PipelineComponent } from '@langseg/core';
import * as z from 'zod';
import { modelOptions } from '../image/define-image-architecture.js';
import type { EmbeddingGeometry } from '../image/image-architecture.js';
import { OnnxImageEncoder } from '../image/onnx-image-encoder.js';

const configSchema = z.strictObject({
  ...modelOptions,
  /** Types of the trunk and of the decoder on it, for people; the graph holds both. */
  trunk: z.string().min(1),
  decoder: z.string().min(1),
  /** Input pixels per embedding along one axis; no whole number where a decoder is finer than its trunk's patches. */
  outputStride: z.number().positive().max(1024),
  upsampling: z.strictObject({ factor: z.int().min(1).max(8), alignCorners: z.boolean() }),
  alignCorners: z.boolean(),
  /** Sides of photos must be multiples of this, in pixels. */
  sizeMultiple: z.int().positive().max(1024),
});

/** Runs a trunk with a decoder that was trained on it. Training it asks for the trunk's own type and `decoder`. */
export const trunkDecoder: PipelineComponent<'imageEncoder', 'trunk-decoder', typeof configSchema> = {
  specVersion: 1,
  slot: 'imageEncoder',
  type: 'trunk-decoder',
  configSchema,
  async create({ model, sizeMultiple, ...options }, { runtime, assets, preprocessing, signal }) {
    return new OnnxImageEncoder({
      ...options,
      session: await runtime.load(await assets.model(model), { signal }),
      preprocessing,
      checkSize: (height, width) => assertMultiples(height, width, sizeMultiple),
    });
  },
};

/** Config of {@link trunkDecoder} in a bundle. */
export function trunkDecoderConfig(
  options: EmbeddingGeometry & Omit<z.input<typeof configSchema>, keyof EmbeddingGeometry>,
): AnyConfig {
  return { type: trunkDecoder.type, ...configSchema.parse(options) };
}

function assertMultiples(height: number, width: number, sizeMultiple: number): void {
  if (height % sizeMultiple === 0 && width % sizeMultiple === 0) return;
  throw new LangSegError(
    'SHAPE_MISMATCH',
    `This encoder needs sides that are multiples of ${sizeMultiple} pixels, got ${height}×${width}.`,
    { height, width, sizeMultiple },
  );
}
