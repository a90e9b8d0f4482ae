/**
 * Measures how far words should move towards the names that a network was trained with: on photos of the training sets whose classes are
 * asked for by words that it has not met.
 *
 *     node --conditions=@langseg/source --import tsx recipes/default/measure-anchors.ts RUN [--photos 16]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createNodeRuntime, directoryAssets } from '@langseg/adapter-node';
import { openBundle } from '@langseg/core';
import { openDataset } from '@langseg/datasets/node';
import { evaluateDataset, type EvaluationRecord } from '@langseg/evaluation';
import { createWordVectorsEncoder } from '@langseg/text-encoders';
import { defaultRegistry, Segmenter } from 'langseg';
import { readProtocols } from './src/evaluation/protocols.js';
import { questionOf } from './src/evaluation/score-model.js';
import { classNames, offeredNames } from './src/labels/offered-names.js';
import { unofferedKinds } from './src/labels/unoffered-kinds.js';
import { readWordNet } from './src/labels/word-net.js';
import { materialFromEnvironment } from './src/material.js';
import { photoSets } from './src/photo-sets.js';
import { aliases } from './src/text/aliases.js';
import { anchorWords } from './src/text/anchor-words.js';
import { readWordTable } from './src/text/text-bundle.js';

/** How often each set is asked, each time by other words. */
const ROUNDS = 3;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    photos: { type: 'string', default: '16' },
    shares: { type: 'string', default: '0,0.2,0.4,0.5,0.6,0.7,0.8' },
  },
});
const [run] = positionals;
if (!run) throw new Error('Usage: measure-anchors.ts RUN [--photos 16] [--shares 0,0.5]');

const { photos, work } = materialFromEnvironment();
const wordNet = await readWordNet();
const table = await readWordTable(join(work, 'words'));
const ranks = new Map(table.words.map((word, place) => [word, place]));
const protocols = await readProtocols(photos);
const taken = new Set([...(await offeredNames(run)), ...protocols.flatMap(({ prompts }) => prompts)]);
const names = await classNames(run);

/** The sets with what they are asked for, and which classes have a new word. */
const asked = await Promise.all(
  ['voc', 'nyu', 'msrc', 'coco'].map(async (name) => {
    const { folder } = photoSets[name];
    const protocol = protocols.find((one) => one.name === `named/${folder}`)!;
    const dataset = await openDataset({ type: 'folder', path: join(photos, folder), split: 'train' });
    const step = dataset.ids.length / Number(values.photos);
    const ids = Array.from(
      { length: Number(values.photos) },
      (_, i) => dataset.ids[Math.floor((i + 0.5) * step)],
    );
    const rounds = Array.from({ length: ROUNDS }, (_, round) => {
      const prompts = protocol.prompts.map((label) => {
        const kinds = unofferedKinds(wordNet, label, { taken, rank: (word) => ranks.get(word) });
        return kinds.length > 0 ? kinds[round % kinds.length] : label;
      });
      return questionOf({ ...protocol, prompts }, dataset);
    });
    return { name, dataset: { ...dataset, ids }, prompts: protocol.prompts, rounds };
  }),
);

const runtime = createNodeRuntime({ spinning: false });
const { parts } = await openBundle(directoryAssets(join(run, 'model')), {
  registry: defaultRegistry,
  runtime,
});
for (const share of values.shares.split(',').map(Number)) {
  const moved = share === 0 ? table : await anchorWords(table, names, wordNet, { share });
  const segmenter = new Segmenter({ ...parts, textEncoder: createWordVectorsEncoder(moved, { aliases }) });
  const columns: string[] = [];
  for (const { name, dataset, prompts, rounds } of asked) {
    const records = await evaluateDataset({
      segmenter,
      dataset,
      questions: rounds,
      settings: { moreThanPixels: 500, boundaryTolerance: null, calibrationRows: null },
    });
    const mean = (isNew: boolean): string => {
      const ious = records.flatMap((record: EvaluationRecord) =>
        record.classes.flatMap(({ label, iou, counted }, i) =>
          counted && (label !== prompts[i]) === isNew ? [iou ?? 0] : [],
        ),
      );
      return (ious.reduce((sum, iou) => sum + iou, 0) / ious.length).toFixed(3);
    };
    columns.push(`${name} ${mean(true)} (${mean(false)})`);
  }
  console.log(`${share}: new words ${columns.join(', ')}`);
}
process.exit(0);
