import { join } from 'node:path';
import { createSegmenter, type Segmenter } from 'langseg';
import type { Benchmark } from '../measuring/benchmark.js';
import { timeOnce } from '../measuring/timing.js';
import { tenLabels, writeResizedPhoto } from '../scenes/sample-photo.js';

/** Everything from a JPEG file to the label map. */
function defaultModel(longerSide: number, targetMs?: number): Benchmark {
  return {
    id: `default/${longerSide}`,
    title: `Default model, ${longerSide}-px JPEG, 10 labels`,
    async prepare({ directory }) {
      const photo = join(directory, `photo-${longerSide}.jpg`);
      await writeResizedPhoto(photo, longerSide, (longerSide * 3) / 4);
      let segmenter: Segmenter | undefined;
      const loadMs = await timeOnce(async () => (segmenter = await createSegmenter()));
      const segment = (longestSide?: number) => segmenter!.segment(photo, tenLabels, { longestSide });
      return {
        loadMs,
        variants: [
          { name: 'scaled to the model’s own 480 px', targetMs, run: () => segment() },
          { name: `encoded at ${longerSide} px`, run: () => segment(longerSide) },
        ],
      };
    },
  };
}

export const default320 = defaultModel(320);
export const default640 = defaultModel(640, 150);
