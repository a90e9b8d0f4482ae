import { join } from 'node:path';
import { createSegmenter } from 'langseg';
import type { Benchmark } from '../measuring/benchmark.js';
import { tenLabels, writeResizedPhoto } from '../scenes/sample-photo.js';

/** Everything from a JPEG file to the label map, with a model that is loaded. */
function defaultModel(photoSide: number, options: { encodedAt?: number; targetMs?: number } = {}): Benchmark {
  const { encodedAt, targetMs } = options;
  return {
    id: `default/${photoSide}${encodedAt ? `-at-${encodedAt}` : ''}`,
    title: `Default model, ${photoSide}-px JPEG${encodedAt ? ` encoded at ${encodedAt} px` : ''}, 10 labels`,
    async prepare({ directory }) {
      const photo = join(directory, `photo-${photoSide}.jpg`);
      await writeResizedPhoto(photo, photoSide, (photoSide * 3) / 4);
      const start = performance.now();
      const segmenter = await createSegmenter();
      const loadMs = performance.now() - start;
      const run = () => segmenter.segment(photo, tenLabels, { longestSide: encodedAt });
      return { loadMs, variants: [{ name: 'segment', targetMs, run }] };
    },
  };
}

export const default320 = defaultModel(320);
export const default320At320 = defaultModel(320, { encodedAt: 320 });
export const default640 = defaultModel(640, { targetMs: 150 });
export const default640At640 = defaultModel(640, { encodedAt: 640 });
