import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import webgpuUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import { LangSegError } from '@langseg/core';
import {
  createSegmenter,
  describeBrowser,
  type WebEncodedImage,
  type WebSegmentation,
  type WebSegmenter,
} from '@langseg/web';
import type { EncodedPhoto, ModelChoice, OpenEngine, Regions } from './engine.js';
import { fetchRuntime } from './fetch-runtime.js';
import { sumProgress } from '@langseg/view';

/** What the build puts in place of this name: see `build/sizes.ts`. */
declare const __SIZES__: { readonly wasm: number; readonly webgpu: number; readonly defaultModel: number };

/** Opens a model with LangSeg, in a worker of its own. */
export const openEngine: OpenEngine = async (model, { signal, onProgress, onWarning }) => {
  const { webgpu } = await describeBrowser();
  const runtime =
    webgpu && !webgpu.software
      ? { url: webgpuUrl, bytes: __SIZES__.webgpu }
      : { url: wasmUrl, bytes: __SIZES__.wasm };
  // The default model's size is known before its files are.
  const least = model.kind === 'default' ? __SIZES__.defaultModel : 0;
  let [loaded, total] = [0, 0];
  await fetchRuntime(
    runtime,
    (...event) => {
      [loaded, total] = event;
      onProgress(loaded, total + least);
    },
    { signal },
  );
  const segmenter = await createSegmenter({
    model: modelRef(model),
    signal,
    onWarning,
    onProgress: sumProgress((bytes, all = 0) => onProgress(total + bytes, total + Math.max(least, all))),
    onNotice: ({ message }) => onWarning(message),
  });
  return {
    about: { kind: segmenter.device, device: deviceName(segmenter) },
    encode: async (photo, options) => encodedPhoto(await segmenter.encode(photo, options)),
    checkWords: (words) => segmenter.checkWords(words),
    completeWord: (text, count) => segmenter.completeWord(text, count),
    dispose: () => segmenter.dispose(),
  };
};

function modelRef(model: ModelChoice) {
  return model.kind === 'default' ? 'default' : model.kind === 'folder' ? model.bundle : model.url;
}

function deviceName({ device, threads }: WebSegmenter): string {
  if (device === 'webgpu') return 'WebGPU';
  return threads > 1 ? `WebAssembly, ${threads} threads` : 'WebAssembly, 1 thread';
}

function encodedPhoto(image: WebEncodedImage): EncodedPhoto {
  /** The results behind what the page has of them. */
  const results = new WeakMap<Regions, WebSegmentation>();
  return {
    width: image.width,
    height: image.height,
    async segment(words, { signal } = {}): Promise<Regions> {
      // Keys must be answered at once, and what is enlarged is painted from the network's own scores.
      const result = await image.segment(words, { signal, refine: false });
      const { shape, data } = await result.logits({ signal });
      const [count, rows, columns] = shape;
      const { width, height, labelMap, alignCorners } = result;
      const scores = { count, rows, columns, data, alignCorners };
      const regions = { width, height, words, labelMap, scores };
      results.set(regions, result);
      return regions;
    },
    suggest: async () => (await image.suggest()).map(({ word }) => word),
    region: (x, y) => image.region(x, y),
    async explain(regions, x, y, { signal }) {
      const result = results.get(regions);
      if (!result) throw new LangSegError('DISPOSED', 'This result belongs to another photo.');
      return result.explain(x, y, { nearest: 12, signal });
    },
    dispose: () => image.dispose(),
  };
}
