import { createSegmenter } from '@langseg/web';
import { toBase64 } from '../sent-tensor.js';

/** Segments a sample photo with a model that needs components which only the page's own worker has. */
export async function segmentWithPlugins(model: string, photo: string, labels: readonly string[]) {
  const segmenter = await createSegmenter({
    model,
    device: 'wasm',
    worker: () => new Worker(new URL('../workers/plugins-worker.js', import.meta.url), { type: 'module' }),
  });
  const { labelMap } = await segmenter.segment(photo, labels);
  await segmenter.dispose();
  return toBase64(new Uint8Array(labelMap));
}
