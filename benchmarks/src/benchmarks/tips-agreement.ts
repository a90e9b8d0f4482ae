import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeRuntime } from '@langseg/adapter-node';
import { l2Normalize, toPixels, type Tensor } from '@langseg/core';
import { tips } from '@langseg/image-encoders';
import { encodeModel, type Graph } from '@langseg/onnx-graph';
import sharp from 'sharp';
import type { TableBenchmark } from '../measuring/benchmark.js';
import { randomTensor } from '../models/random-weights.js';
import { halved, quantized, tipsImageGraph, withCutWeights } from '../models/tips-models.js';
import { agreement } from '../report/agreement.js';

const side = 448;
const patches = (side / tips.architecture.presets.b14.patchSize) ** 2;
const { width } = tips.architecture.presets.b14;

/** How many words, and how many sets of random ones: how close words are to each other differs from set to set. */
const wordSets = [
  [10, 20],
  [150, 5],
] as const;

/** Patches that count have a margin of more than so much of the range of all similarities. */
const margin = 1e-3;

const columns = [
  { name: 'LayerScale', align: 'left' },
  { name: 'dtype', align: 'left' },
  { name: 'words', align: 'right' },
  { name: 'sets', align: 'right' },
  { name: 'error of embeddings', align: 'right' },
  { name: '… of how they differ in a photo', align: 'right' },
  { name: 'same label, mean', align: 'right' },
  { name: 'least of a set', align: 'right' },
  { name: 'aim', align: 'left' },
] as const;

const ways = [
  ['`q8`', quantized],
  ['`q8`, the cut `qkv` too', (graph: Graph) => quantized(withCutWeights(graph))],
  ['`fp16` arithmetic', halved],
] as const;

/** How often `q8` and `fp16` give a patch the label that single precision gives it. */
export const tipsAgreement: TableBenchmark = {
  id: 'tips/agreement',
  title: `TIPSv2 B/14 in 8 bits (q8) and 16 (fp16) against single precision: photos of ${side}×${side}, sets of random words, patches with a margin above ${margin} of the range of similarities`,
  async measure(_, { runs }) {
    const photos = await readPhotos(runs > 2 ? 24 : 6);
    const rows: string[][] = [];
    for (const [name, layerScale] of [
      ['0.1', 0.1],
      ['random, about 1', undefined],
    ] as const) {
      const graph = tipsImageGraph('b14', layerScale);
      const exact = await embeddings(graph, photos);
      for (const [dtype, round] of ways) {
        const rounded = await embeddings(round(graph), photos);
        rows.push(...rowsOf([name, dtype], exact, rounded));
      }
    }
    return { columns, rows };
  },
};

/** A row for each kind of word sets. */
function rowsOf(
  names: readonly string[],
  exact: readonly Float32Array[],
  rounded: readonly Float32Array[],
): string[][] {
  return wordSets.map(([count, number]) => {
    const sets = Array.from({ length: number }, (_, set) =>
      l2Normalize(randomTensor([count, width], set + 2), 1),
    );
    const { error, errorOfSpread, shares } = agreement(exact, rounded, sets, margin);
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    return [
      ...names,
      String(count),
      String(number),
      percent(error),
      percent(errorOfSpread),
      percent(mean),
      percent(Math.min(...shares)),
      `≥ 99 % ${mean >= 0.99 ? 'met' : 'missed'}`,
    ];
  });
}

function percent(value: number): string {
  return `${(100 * value).toFixed(2)} %`;
}

/** The sample photos, and those of the folder that `LANGSEG_PHOTOS` names; evenly chosen. */
async function readPhotos(count: number): Promise<Tensor<'float32'>[]> {
  const samples = fileURLToPath(new URL('../../../samples/', import.meta.url));
  const folders = [samples, process.env.LANGSEG_PHOTOS].filter((folder) => folder !== undefined);
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder, { recursive: true });
      return names
        .filter((name) => name.endsWith('.jpg'))
        .sort()
        .map((name) => join(folder, name));
    }),
  );
  const all = found.flat();
  const step = Math.max(1, all.length / count);
  const chosen = Array.from({ length: Math.min(count, all.length) }, (_, i) => all[Math.floor(i * step)]);
  const size = { width: side, height: side };
  return Promise.all(
    chosen.map(async (path) => {
      const data = await sharp(path).removeAlpha().resize(side, side, { fit: 'cover' }).raw().toBuffer();
      return toPixels({ ...size, data }, tips.architecture.preprocessing, size);
    }),
  );
}

/** Rows of patches `[P, D]` of each photo. */
async function embeddings(graph: Graph, photos: readonly Tensor<'float32'>[]): Promise<Float32Array[]> {
  const session = await createNodeRuntime().load(await encodeModel(graph));
  const rows: Float32Array[] = [];
  for (const pixels of photos) {
    const { data } = (await session.run({ pixels })).embeddings as Tensor<'float32'>;
    const transposed = new Float32Array(data.length);
    for (let d = 0; d < width; d++)
      for (let p = 0; p < patches; p++) transposed[p * width + d] = data[d * patches + p];
    rows.push(transposed);
  }
  await session.dispose();
  return rows;
}
