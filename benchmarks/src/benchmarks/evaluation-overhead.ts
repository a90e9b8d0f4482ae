import { join } from 'node:path';
import { openDataset } from '@langseg/datasets/node';
import { classQuestion, evaluateDataset, type EvaluateOptions } from '@langseg/evaluation';
import { createSegmenter } from 'langseg';
import type { TableBenchmark } from '../measuring/benchmark.js';
import { compareProcessorTime } from '../measuring/processor-time.js';
import { writePhotoSet } from '../training/photo-set.js';

const photos = 4;

/** What evaluating costs beside reading and segmenting the same photos one after the other, on one thread. */
export const evaluationOverhead: TableBenchmark = {
  id: 'evaluation/overhead',
  title: `${photos} photos of 640×480 with the built-in model, one thread: read and segmented, or evaluated`,
  async measure({ directory }, { runs }) {
    const path = join(directory, 'evaluated');
    await writePhotoSet(path, photos);
    const dataset = await openDataset({ type: 'folder', path });
    const segmenter = await createSegmenter({ threads: 1 });
    const question = classQuestion(dataset);
    const evaluate = (settings?: EvaluateOptions['settings']) => () =>
      evaluateDataset({ segmenter, dataset, questions: [question], settings });
    const segment = async () => {
      for (const id of dataset.ids) {
        const { image } = await dataset.read(id);
        await segmenter.segment(image, question.words);
      }
    };
    return compareProcessorTime(
      [
        { name: 'read and segment', run: segment },
        { name: 'evaluate', run: evaluate(), aim: 1.1 },
        { name: '… without outlines', run: evaluate({ boundaryTolerance: null }) },
        { name: '… without confidence', run: evaluate({ calibrationRows: null }) },
      ],
      2 * runs,
    );
  },
};
