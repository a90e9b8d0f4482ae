import { createNodeRuntime } from '@langseg/adapter-node';
import { toPixels, type Preprocessing } from '@langseg/core';
import { OnnxImageEncoder } from '@langseg/architecture';
import type { Benchmark, TimedBenchmark, Workplace } from '../measuring/benchmark.js';
import { resizedPhoto } from '../scenes/sample-photo.js';

const preprocessing: Preprocessing = {
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  resample: 'bilinear',
  longestSide: 480,
  onlyShrink: false,
  sizeMultiple: 32,
};

interface Setup {
  readonly model: 'vit-l16' | 'vit-b32';
  readonly side: number;
  readonly prepack: boolean;
}

/** An official image encoder opened from a file, and one run of it: embeddings and norms of a square photo. */
async function loadEncoder(workplace: Workplace, { model, side, prepack }: Setup) {
  const runtime = createNodeRuntime({ prepack });
  const pixels = toPixels(await resizedPhoto(side, side), preprocessing, { width: side, height: side });
  const start = performance.now();
  const encoder = new OnnxImageEncoder({
    session: await runtime.load({ kind: 'file', path: workplace.modelPath(model) }),
    embeddingDim: 512,
    outputStride: 4,
    alignCorners: true,
    upsampling: { factor: 2, alignCorners: true },
    preprocessing,
  });
  return { loadMs: performance.now() - start, encode: () => encoder.encode(pixels) };
}

function imageEncoding(
  { id, title, targetPeakRss }: Pick<TimedBenchmark, 'id' | 'title' | 'targetPeakRss'>,
  setup: Setup,
  targetMs?: number,
): Benchmark {
  return {
    id,
    title,
    models: [setup.model],
    targetPeakRss,
    async prepare(workplace) {
      const { loadMs, encode } = await loadEncoder(workplace, setup);
      return { loadMs, variants: [{ name: 'encode', targetMs, run: encode }] };
    },
  };
}

const vitL16 = { model: 'vit-l16', side: 480 } as const;

export const vitL16Encoding = imageEncoding(
  { id: 'image/vit-l16', title: 'ViT-L/16 image encoding, 480×480 (780 GFLOP)', targetPeakRss: 2.2e9 },
  { ...vitL16, prepack: true },
  2500,
);

export const vitL16EncodingMapped = imageEncoding(
  { id: 'image/vit-l16-mapped', title: 'ViT-L/16 with weights mapped from the file' },
  { ...vitL16, prepack: false },
);

export const vitB32Encoding = imageEncoding(
  { id: 'image/vit-b32', title: 'ViT-B/32 image encoding, 384×384' },
  { model: 'vit-b32', side: 384, prepack: true },
);

export const prepacking: Benchmark = {
  id: 'compare/prepacking',
  title: 'Weights of ViT-L/16',
  models: ['vit-l16'],
  async prepare(workplace) {
    const rearranged = await loadEncoder(workplace, { ...vitL16, prepack: true });
    const mapped = await loadEncoder(workplace, { ...vitL16, prepack: false });
    return {
      variants: [
        { name: 'rearranged for the processor', run: rearranged.encode },
        { name: 'mapped from the file', run: mapped.encode },
      ],
    };
  },
};
