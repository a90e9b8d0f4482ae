import { cropImage, type ViewOptions } from '@langseg/core';
import { createSegmenter } from 'langseg';
import type { Benchmark, TableBenchmark } from '../measuring/benchmark.js';
import { compareProcessorTime } from '../measuring/processor-time.js';
import { resizedPhoto, tenLabels } from '../scenes/sample-photo.js';

const size = 320;
const stride = 240;
const [width, height] = [size + 2 * stride, size + stride];
const view: ViewOptions = { windows: { size, stride } };

/** 3 × 2 windows of a photo against six photos of their size. */
export const viewsEncoding: Benchmark = {
  id: 'views/encode',
  title: 'Encoding with the default model: six times 320×320 pixels',
  async prepare() {
    const segmenter = await createSegmenter();
    const photo = await resizedPhoto(width, height);
    const singles = [0, stride].flatMap((y) =>
      [0, stride, 2 * stride].map((x) => cropImage(photo, { x, y, width: size, height: size })),
    );
    return {
      variants: [
        {
          name: 'six photos',
          run: async () => {
            for (const single of singles) await segmenter.encode(single, { longestSide: size });
          },
        },
        { name: '3 × 2 windows of one', run: () => segmenter.encode(photo, { view }) },
      ],
    };
  },
};

/** Labels of one view and of several, over the same pixels, on one thread. */
export const viewsLabelling: TableBenchmark = {
  id: 'views/label',
  title: 'Label map of an encoded 800×560 photo, 10 labels, one thread',
  async measure(_, { runs }) {
    const segmenter = await createSegmenter({ threads: 1 });
    const photo = await resizedPhoto(width, height);
    const whole = await segmenter.encode(photo, { longestSide: width });
    const windows = await segmenter.encode(photo, { view });
    const averaged = await segmenter.encode(photo, { view: { ...view, fuse: 'mean-softmax' } });
    const options = { refine: false };
    return compareProcessorTime(
      [
        { name: 'one view', run: () => whole.segment(tenLabels, options) },
        { name: '3 × 2 windows, sum-logits', run: () => windows.segment(tenLabels, options), aim: 1.5 },
        { name: '3 × 2 windows, mean-softmax', run: () => averaged.segment(tenLabels, options), aim: 1.5 },
      ],
      10 * runs,
    );
  },
};
