import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatasetBuilder } from '@langseg/datasets/node';
import { createSegmenter } from 'langseg';
import type { TableBenchmark } from '../measuring/benchmark.js';
import { compareProcessorTime } from '../measuring/processor-time.js';
import { tenLabels, writeResizedPhoto } from '../scenes/sample-photo.js';

const photos = 4;

/** What a data set of photos costs beside masks of the same photos, on one thread. */
export const datasetMaking: TableBenchmark = {
  id: 'dataset/making',
  title: `${photos} photos of 640×480 with the built-in model, one thread: segmented and written as masks, or as a data set`,
  async measure({ directory }, { runs }) {
    const root = join(directory, 'dataset');
    await mkdir(root, { recursive: true });
    const paths = Array.from({ length: photos }, (_, index) => join(root, `${index}.jpg`));
    for (const path of paths) await writeResizedPhoto(path, 640, 480);
    const segmenter = await createSegmenter({ threads: 1 });
    let count = 0;
    const build =
      (instances: 'labels' | 'components', scores = false) =>
      async () => {
        const settings = { labels: tenLabels, format: 'coco', instances, scores };
        const builder = await openDatasetBuilder(join(root, String(count++)), settings);
        for (const path of paths) await builder.add(await segmenter.segment(path, tenLabels), { path });
        await builder.finish();
        await builder.close();
      };
    const masks = async () => {
      for (const path of paths) {
        const result = await segmenter.segment(path, tenLabels);
        await result.save(`${path}.mask.png`);
      }
    };
    return compareProcessorTime(
      [
        { name: 'masks', run: masks },
        { name: 'data set, an area for each label', run: build('labels'), aim: 1.11 },
        { name: 'data set, connected areas', run: build('components'), aim: 1.11 },
        { name: '… with scores', run: build('components', true) },
      ],
      2 * runs,
    );
  },
};
