import { createNodeRuntime } from '@langseg/adapters/node';
import { ade20kLabels, Segmenter, type TextEncoder } from '@langseg/core';
import { CorrelationHead } from '@langseg/heads';
import { withEmbeddingCache } from '@langseg/text-encoders';
import type { Benchmark } from '../measuring/benchmark.js';
import { encodedScene, type EncodedScene } from '../scenes/encoded-scene.js';
import { loadClipText } from './text-encoding.js';

/** `EncodedImage.segment`: from words to the label map of an encoded photo. */
function relabelling(count: number, targetMs?: number): Benchmark {
  const labels = ade20kLabels.slice(0, count);
  return {
    id: `relabel/${count}`,
    title: `Relabelling an encoded 480×480 image, ${count} labels`,
    models: ['clip-text'],
    async prepare(workplace) {
      const scene = await encodedScene();
      const { encoder } = await loadClipText(workplace);
      const known = await encodedWith(withEmbeddingCache(scene.textEncoder), scene);
      const unknown = await encodedWith(encoder, scene);
      return {
        variants: [
          { name: 'embeddings of the words cached', targetMs, run: () => known.segment(labels) },
          { name: 'with text encoding', run: () => unknown.segment(labels) },
        ],
      };
    },
  };
}

async function encodedWith(textEncoder: TextEncoder, { photo, pixels, preprocessing }: EncodedScene) {
  const segmenter = new Segmenter({
    textEncoder,
    imageEncoder: {
      specVersion: 1,
      embeddingDim: textEncoder.embeddingDim,
      outputStride: 4,
      alignCorners: true,
      preprocessing,
      encode: () => Promise.resolve(pixels),
      dispose: () => Promise.resolve(),
    },
    head: new CorrelationHead(createNodeRuntime()),
  });
  return segmenter.encode(photo);
}

export const relabel20 = relabelling(20, 50);
export const relabel150 = relabelling(150);
