import { join } from 'node:path';
import { createSegmenter } from 'langseg';
import type { Benchmark, TableBenchmark } from '../measuring/benchmark.js';
import { compareProcessorTime } from '../measuring/processor-time.js';
import { resizedPhoto, tenLabels, writeResizedPhoto } from '../scenes/sample-photo.js';

/** Labels of an encoded photo with and without the default model's refiner, which has read the photo before, on one thread. */
export const refining: TableBenchmark = {
  id: 'refining/label',
  title: 'Label map of an encoded 640×480 photo, 10 labels, one thread; aim: 40 ms with the filter',
  async measure(_, { runs }) {
    const segmenter = await createSegmenter({ threads: 1 });
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

/** Everything from a JPEG file to the label map, with and without the default model's refiner. */
export const refiningPhoto: Benchmark = {
  id: 'refining/photo',
  title: 'Default model, 640×480 JPEG, 10 labels',
  async prepare({ directory }) {
    const photo = join(directory, 'refined.jpg');
    await writeResizedPhoto(photo, 640, 480);
    const segmenter = await createSegmenter();
    return {
      variants: [
        { name: 'no refiner', run: () => segmenter.segment(photo, tenLabels, { refine: false }) },
        { name: 'guided filter', run: () => segmenter.segment(photo, tenLabels) },
      ],
    };
  },
};
