import { createNodeRuntime } from '@langseg/adapters/node';
import { toPixels, type Preprocessing } from '@langseg/core';
import { OnnxImageEncoder } from '@langseg/image-encoders';
import type { Benchmark } from '../measuring/benchmark.js';
import { timeOnce } from '../measuring/timing.js';
import { resizedPhoto } from '../scenes/sample-photo.js';

const preprocessing: Preprocessing = {
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  resample: 'bilinear',
  longestSide: 480,
  onlyShrink: false,
  sizeMultiple: 32,
};

interface ImageEncoding {
  readonly id: string;
  readonly title: string;
  readonly model: 'vit-l16' | 'vit-b32';
  readonly side: number;
  readonly prepack: boolean;
  readonly targetMs?: number;
  readonly targetPeakRss?: number;
}

/** Embeddings and their norms of one square photo, by an official image encoder opened from a file. */
function imageEncoding({
  id,
  title,
  model,
  side,
  prepack,
  targetMs,
  targetPeakRss,
}: ImageEncoding): Benchmark {
  return {
    id,
    title,
    models: [model],
    targetPeakRss,
    async prepare(workplace) {
      const runtime = createNodeRuntime({ prepack });
      const pixels = toPixels(await resizedPhoto(side, side), preprocessing, { width: side, height: side });
      const path = workplace.modelPath(model);
      let encoder: OnnxImageEncoder | undefined;
      const loadMs = await timeOnce(async () => {
        encoder = new OnnxImageEncoder({
          session: await runtime.load({ kind: 'file', path }),
          embeddingDim: 512,
          outputStride: 4,
          alignCorners: true,
          upsampling: { factor: 2, alignCorners: true },
          preprocessing,
        });
      });
      return { loadMs, variants: [{ name: 'encode', targetMs, run: () => encoder!.encode(pixels) }] };
    },
  };
}

export const vitL16Encoding = imageEncoding({
  id: 'image/vit-l16',
  title: 'ViT-L/16 image encoding, 480×480',
  model: 'vit-l16',
  side: 480,
  prepack: true,
  targetMs: 2500,
  targetPeakRss: 2.2e9,
});

export const vitB32Encoding = imageEncoding({
  id: 'image/vit-b32',
  title: 'ViT-B/32 image encoding, 384×384',
  model: 'vit-b32',
  side: 384,
  prepack: true,
});

export const vitL16EncodingMapped = imageEncoding({
  id: 'image/vit-l16-mapped',
  title: 'the same with mapped weights (`prepack: false`)',
  model: 'vit-l16',
  side: 480,
  prepack: false,
});
