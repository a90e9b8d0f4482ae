import { createNodeRuntime } from '@langseg/adapter-node';
import { Segmenter, type TextEncoder } from '@langseg/core';
import { CorrelationHead } from '@langseg/heads';
import { withEmbeddingCache } from '@langseg/text-encoders';
import type { Benchmark } from '../measuring/benchmark.js';
import { encodedScene, type EncodedScene } from '../scenes/encoded-scene.js';
import { adeLabels, loadClipText } from './text-encoding.js';

/** `EncodedImage.segment`: from words that were met before to the label map of an encoded photo. */
function relabelling(count: number, targetMs?: number): Benchmark {
  return {
    id: `relabel/${count}`,
    title: `Relabelling an encoded 480×480 image, ${count} labels`,
    async prepare() {
      const scene = await encodedScene();
      const image = await encodedWith(withEmbeddingCache(scene.textEncoder), scene);
      return { variants: [{ name: 'segment', targetMs, run: () => image.segment(adeLabels(count)) }] };
    },
  };
}

/** The same with words that are new. */
function relabellingWithText(count: number): Benchmark {
  return {
    id: `relabel/${count}-new`,
    title: `… ${count} labels never seen before (text encoding included)`,
    models: ['clip-text'],
    async prepare(workplace) {
      const { encoder } = await loadClipText(workplace);
      const image = await encodedWith(encoder, await encodedScene());
      return { variants: [{ name: 'segment', run: () => image.segment(adeLabels(count)) }] };
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
export const relabel20New = relabellingWithText(20);
export const relabel150New = relabellingWithText(150);
