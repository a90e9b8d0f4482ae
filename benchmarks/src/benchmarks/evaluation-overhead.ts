import { join } from 'node:path';
import { openDataset } from '@langseg/datasets/node';
import { classQuestion, evaluateDataset } from '@langseg/evaluation';
import { createSegmenter } from 'langseg';
import type { TimedBenchmark } from '../measuring/benchmark.js';
import { writePhotoSet } from '../training/photo-set.js';

const photos = 8;

/** What evaluating costs beside reading and segmenting the same photos one after the other. */
export const evaluationOverhead: TimedBenchmark = {
  id: 'evaluation/overhead',
  title: `${photos} photos of 640×480 with the built-in model: read and segmented, or evaluated`,
  async prepare({ directory }) {
    const path = join(directory, 'evaluated');
    await writePhotoSet(path, photos);
    const dataset = await openDataset({ type: 'folder', path });
    const segmenter = await createSegmenter();
    const question = classQuestion(dataset);
    return {
      variants: [
        {
          name: 'segment',
          run: async () => {
            for (const id of dataset.ids) {
              const { image } = await dataset.read(id);
              await segmenter.segment(image, question.words);
            }
          },
        },
        {
          name: 'evaluate',
          run: async () => evaluateDataset({ segmenter, dataset, questions: [question] }),
        },
      ],
    };
  },
};
