import { join } from 'node:path';
import { createSegmenter } from 'langseg';
import type { Benchmark } from '../measuring/benchmark.js';
import { tenLabels, writeResizedPhoto } from '../scenes/sample-photo.js';

/** A phone's photo, 12 megapixels: all of it is segmented, tinted and written. */
export const largePhoto: Benchmark = {
  id: 'large/12mp',
  title: 'Default model, 4000×3000 JPEG, 10 labels, overlay and mask written',
  targetPeakRss: 600e6,
  async prepare({ directory }) {
    const photo = join(directory, 'photo-12mp.jpg');
    await writeResizedPhoto(photo, 4000, 3000);
    const segmenter = await createSegmenter();
    return {
      variants: [
        {
          name: 'segment and save',
          run: async () => {
            const result = await segmenter.segment(photo, tenLabels);
            await result.save(join(directory, 'photo-12mp.overlay.png'));
            await result.save(join(directory, 'photo-12mp.mask.png'));
          },
        },
      ],
    };
  },
};
