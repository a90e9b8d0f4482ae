import { createSegmenter } from 'langseg';
import type { Benchmark } from '../measuring/benchmark.js';
import { resizedPhoto, tenLabels } from '../scenes/sample-photo.js';

/** Labels of an encoded photo with and without a refiner, which has read the photo before. */
export const refining: Benchmark = {
  id: 'refining/label',
  title: 'Label map of an encoded 640×480 photo, 10 labels',
  async prepare() {
    const segmenter = await createSegmenter({ pipeline: { refiner: { type: 'guided-filter' } } });
    const image = await segmenter.encode(await resizedPhoto(640, 480));
    return {
      variants: [
        { name: 'no refiner', run: () => image.segment(tenLabels, { refine: false }) },
        { name: 'guided filter', run: () => image.segment(tenLabels) },
      ],
    };
  },
};
