import { createSegmenter, type WebEncodedImage, type WebSegmenter } from '@langseg/web';
import { wasmMemory } from './wasm-memory-channel.js';

let segmenter: WebSegmenter;
let photos: Blob[];
let image: WebEncodedImage | undefined;

/** What benchmarks call through Playwright. */
const benchmarkPage = {
  /** Opens a model, else the default one, on WebAssembly, and gets the photos' files, so that they count for nothing later. */
  async open(
    addresses: readonly string[],
    threads: number,
    model?: string,
  ): Promise<{ readonly threads: number }> {
    photos = await Promise.all(addresses.map(async (address) => (await fetch(address)).blob()));
    segmenter = await createSegmenter({
      device: 'wasm',
      ...(model !== undefined && { model: new URL(model, location.href).href }),
      threads,
      worker: () => new Worker(new URL('./watched-worker.js', import.meta.url), { type: 'module' }),
    });
    return { threads: segmenter.threads };
  },

  /** Encodes a photo from its file and forgets the one before. */
  async encode(index: number, longestSide: number): Promise<void> {
    image?.dispose();
    image = await segmenter.encode(photos[index % photos.length], { longestSide });
  },

  /** Labels the photo that was encoded last. */
  async label(words: readonly string[]): Promise<void> {
    await image!.segment(words);
  },

  wasmMemory,
};

export type BenchmarkPage = typeof benchmarkPage;

Object.assign(globalThis, { benchmarkPage });
