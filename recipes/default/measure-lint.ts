/**
 * Measures what `likely-large` and `likely-small` of `langseg lint-labels` are worth, for the table in docs/labels.md: on validation
 * photos, of pixels whose class is near none of the labels.
 *
 *     node --conditions=@langseg/source --import tsx recipes/default/measure-lint.ts --data FOLDER [--model BUNDLE] [--seed 0]
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createNodeRuntime } from '@langseg/adapter-node';
import { openDataset } from '@langseg/datasets/node';
import { createRandom } from '@langseg/training';
import { commonWords, createSegmenter } from 'langseg';
import { readProtocols } from './src/evaluation/protocols.js';
import { countWins, type Contest } from './src/evaluation/word-wins.js';
import { photoSets } from './src/photo-sets.js';
import { cosine } from './src/text/cosine.js';

/** Lists of labels that are drawn, by their length. */
const draws = [
  { length: 4, lists: 200 },
  { length: 5, lists: 300 },
  { length: 6, lists: 300 },
  { length: 8, lists: 500 },
];

/** Of an equal part: less is little. */
const little = 0.5;

/** Of pairs of common words, those that are nearer to each other are near. */
const nearPairs = 0.99;

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.LANGSEG_PHOTOS },
    model: { type: 'string', default: 'default' },
    seed: { type: 'string', default: '0' },
  },
});
if (!values.data) throw new Error('Give --data, the folder of the photo sets, or set LANGSEG_PHOTOS.');

const segmenter = await createSegmenter({
  model: values.model,
  runtime: createNodeRuntime({ spinning: false }),
});

async function unitVectors(words: readonly string[]): Promise<Float32Array[]> {
  const { data, shape } = await segmenter.embedWords(words);
  return words.map((_, row) => data.slice(row * shape[1], (row + 1) * shape[1]));
}

const vectors = await unitVectors(commonWords);
const cosines = vectors.flatMap((a, i) => vectors.slice(0, i).map((b) => cosine(a, b))).sort((a, b) => a - b);
const near = cosines[Math.floor(nearPairs * cosines.length)];

const random = createRandom(Number(values.seed), 'lint');

function drawPlanes(length: number): number[] {
  const drawn = new Set<number>();
  while (drawn.size < length) drawn.add(random.int(0, commonWords.length));
  return [...drawn];
}

const contests = draws.flatMap(({ length, lists }) =>
  Array.from({ length: lists }, (): Contest => ({
    planes: drawPlanes(length),
    won: new Float64Array(length),
  })),
);

const protocols = await readProtocols(values.data);
for (const { folder } of Object.values(photoSets)) {
  const { prompts, map } = protocols.find(({ name }) => name === `named/${folder}`)!;
  const dataset = await openDataset({ type: 'folder', path: join(values.data, folder), split: 'val' });
  const nearest = (await unitVectors(prompts)).map((vector) => vectors.map((word) => cosine(vector, word)));
  const counts = ({ planes }: Contest, value: number): boolean =>
    value < map.length &&
    prompts[map[value]] !== 'other' &&
    planes.every((plane) => nearest[map[value]][plane] < near);
  for (const id of dataset.ids) {
    const { image, mask } = await dataset.read(id);
    const encoded = await segmenter.encode(image);
    const logits = await (await encoded.segment(commonWords, { refine: false })).logits();
    const [, height, width] = logits.shape;
    const classes = Array.from({ length: height * width }, (_, point) => {
      const y = Math.round((Math.floor(point / width) * (mask.height - 1)) / (height - 1));
      const x = Math.round(((point % width) * (mask.width - 1)) / (width - 1));
      return mask.data[y * mask.width + x];
    });
    countWins(logits, classes, contests, counts);
    encoded.dispose();
  }
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;
const most = (numbers: ArrayLike<number>): number =>
  Array.from(numbers).reduce((best, value, i, all) => (value > all[best] ? i : best), 0);

console.log(`near: a cosine of ${near.toFixed(2)} or more`);
for (const { length, lists } of draws) {
  const sum = { first: 0, large: 0, largeRight: 0, small: 0, smallRight: 0, others: 0, othersLittle: 0 };
  for (const { planes, won } of contests.filter((contest) => contest.planes.length === length)) {
    const labels = planes.map((plane) => commonWords[plane]);
    const lint = await segmenter.lintLabels(labels);
    const named = (kind: string) =>
      lint.findings.filter((finding) => finding.kind === kind).flatMap((finding) => finding.labels);
    const [winner, likeliest] = [most(won), most(lint.labels.map(({ share }) => share))];
    const all = won.reduce((a, b) => a + b);
    const hasLittle = (label: number) => won[label] < (little * all) / length;
    const large = named('likely-large');
    const small = named('likely-small').map((label) => labels.indexOf(label));
    const others = [...labels.keys()].filter((label) => !small.includes(label));
    sum.first += Number(winner === likeliest);
    sum.large += large.length;
    sum.largeRight += large.filter((label) => label === labels[winner]).length;
    sum.small += small.length;
    sum.smallRight += small.filter(hasLittle).length;
    sum.others += others.length;
    sum.othersLittle += others.filter(hasLittle).length;
  }
  const cells = [
    length,
    `${sum.first} of ${lists} (${percent(sum.first / lists)})`,
    percent(1 / length),
    `${sum.largeRight} of ${sum.large}`,
    `${sum.smallRight} of ${sum.small}`,
    percent(sum.othersLittle / sum.others),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
await segmenter.dispose();
