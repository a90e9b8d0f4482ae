/**
 * Finds the temperature and the threshold of a model on the photos of four sets together, and what they change on held-out ones:
 *
 *     npm run calibrate:default -- --data FOLDER [--model BUNDLE] [--split train] [--photos 100] [--seed 0]
 *
 * The values go into `calibration` of the bundle's `config.json`.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createNodeRuntime } from '@langseg/adapter-node';
import { openDataset } from '@langseg/datasets/node';
import { finishCalibration, measureForCalibration, type CalibrationPhoto } from '@langseg/evaluation';
import { createSegmenter } from 'langseg';
import { readProtocols } from './src/evaluation/protocols.js';
import { questionOf } from './src/evaluation/score-model.js';
import { photoSets } from './src/photo-sets.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.LANGSEG_PHOTOS },
    model: { type: 'string', default: 'default' },
    split: { type: 'string', default: 'train' },
    photos: { type: 'string', default: '100' },
    seed: { type: 'string', default: '0' },
  },
});
if (!values.data) throw new Error('Give --data, the folder of the photo sets, or set LANGSEG_PHOTOS.');

const protocols = await readProtocols(values.data);
const segmenter = await createSegmenter({
  model: values.model,
  runtime: createNodeRuntime({ spinning: false }),
});
try {
  const photos: CalibrationPhoto[] = [];
  for (const name of ['voc', 'nyu', 'msrc', 'coco']) {
    const { folder } = photoSets[name];
    const protocol = protocols.find((one) => one.name === `named/${folder}`)!;
    const dataset = await openDataset({
      type: 'folder',
      path: join(values.data, folder),
      split: values.split,
    });
    // Evenly spread over the list.
    const step = Math.max(1, dataset.ids.length / Number(values.photos));
    const ids = dataset.ids.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
    const part = await measureForCalibration({
      segmenter,
      dataset: { ...dataset, ids, read: (id, options) => dataset.read(id, options) },
      question: questionOf(protocol, dataset),
      seed: Number(values.seed),
    });
    photos.push(...part.photos);
  }
  console.log(JSON.stringify(finishCalibration(photos), null, 2));
} finally {
  await segmenter.dispose();
}
