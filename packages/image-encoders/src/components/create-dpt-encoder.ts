import type { ImageEncoderContext } from '@langseg/core';
import { dptGeometry } from '../dpt/dpt-geometry.js';
import { OnnxImageEncoder } from '../onnx-image-encoder.js';

/** An encoder with DPT's fusion blocks: embeddings at stride 4, to be enlarged twice with aligned corners. */
export async function createDptEncoder(
  { model, embeddingDim }: { readonly model: string; readonly embeddingDim: number },
  { runtime, assets, preprocessing, signal }: ImageEncoderContext,
  checkSize: (height: number, width: number) => void,
): Promise<OnnxImageEncoder> {
  return new OnnxImageEncoder({
    session: await runtime.load(await assets.model(model), { signal }),
    embeddingDim,
    ...dptGeometry,
    preprocessing,
    checkSize,
  });
}
