import { createSegmenter } from 'langseg';
import type { TableBenchmark } from '../measuring/benchmark.js';
import { compareProcessorTime } from '../measuring/processor-time.js';
import { resizedPhoto, tenLabels } from '../scenes/sample-photo.js';

/** Labels of an encoded photo with and without a refiner, which has read the photo before, on one thread. */
export const refining: TableBenchmark = {
  id: 'refining/label',
  title: 'Label map of an encoded 640×480 photo, 10 labels, one thread; aim: 40 ms with the filter',
  async measure(_, { runs }) {
    const segmenter = await createSegmenter({ threads: 1, pipeline: { refiner: { type: 'guided-filter' } } });
    const image = await segmenter.encode(await resizedPhoto(640, 480));
    return compareProcessorTime(
      [
        { name: 'no refiner', run: () => image.segment(tenLabels, { refine: false }) },
        { name: 'guided filter', run: () => image.segment(tenLabels) },
      ],
      10 * runs,
    );
  },
};
