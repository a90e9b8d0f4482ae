import { createReferenceRuntime } from '@langseg/adapter-reference';
import { toFloat32, toPixels, type Preprocessing, type RgbImage } from '@langseg/core';
import {
  continueGraph,
  encodeModel,
  GraphBuilder,
  removeUnused,
  storeAsInt8,
  type Graph,
} from '@langseg/onnx-graph';
import { expect, it } from 'vitest';
import { waves } from '../__fixtures__/waves.js';
import { correctBiases } from './correct-biases.js';
import { measureShifts } from './measure-shifts.js';

const runtime = createReferenceRuntime();
const preprocessing: Preprocessing = {
  mean: [0, 0, 0],
  std: [1, 1, 1],
  resample: 'bilinear',
  longestSide: 6,
  onlyShrink: true,
  sizeMultiple: 1,
};

/** Two convolutions that can be corrected, one whose few weights are not rounded, and one without bias. */
function network(): Graph {
  const g = new GraphBuilder('net');
  const x = g.input('pixels', 'float32', [1, 3, 'height', 'width']);
  const [weight, bias] = [g.weight('first', waves([32, 3, 3, 3], 3)), g.weight('bias', waves([32], 2))];
  const first = g.op('Conv', [x, weight, bias], { pads: [1, 1, 1, 1] }, 'a');
  const [grouped, another] = [
    g.weight('second', waves([32, 8, 1, 1], 5)),
    g.weight('another', waves([32], 4)),
  ];
  const second = g.op('Conv', [first, grouped, another], { group: 4 }, 'b');
  const [few, two] = [g.weight('few', waves([2, 32, 1, 1], 7)), g.weight('two', waves([2], 1))];
  const third = g.op('Conv', [second, few, two], {}, 'c');
  const last = g.op('Conv', [second, g.weight('unbiased', waves([9, 32, 1, 1], 7))], {}, 'd');
  for (const [name, value, channels] of [
    ['few channels', third, 2],
    ['embeddings', last, 9],
  ] as const)
    g.output(name, value, 'float32', [1, channels, 'height', 'width']);
  return g.build();
}

const photo: RgbImage = {
  width: 6,
  height: 4,
  data: Uint8Array.from({ length: 6 * 4 * 3 }, (_, i) => (i * 37) % 256),
};

async function* photos() {
  yield photo;
}

/** Means of the channels of a convolution's output. */
async function meansOf(graph: Graph, name: string): Promise<number[]> {
  const base = continueGraph(graph);
  const { g } = base;
  const mean = g.op('ReduceMean', [base.value(name), g.ints(0, 2, 3)], { keepdims: 0 });
  g.output('mean', mean, 'float32', []);
  const session = await runtime.load(await encodeModel(removeUnused(g.build())));
  try {
    return Array.from(toFloat32((await session.run({ pixels: toPixels(photo, preprocessing) })).mean).data);
  } finally {
    await session.dispose();
  }
}

const distance = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i])));

const exact = network();
const corrected = correctBiases(exact, await measureShifts(exact, photos(), { preprocessing, runtime }));

it.each([
  ['first', 'a'],
  ['in groups, behind other rounded weights', 'b'],
])('keeps the means of channels that rounded weights would move: %s', async (_, name) => {
  const expected = await meansOf(exact, name);
  expect(distance(await meansOf(storeAsInt8(exact), name), expected)).toBeGreaterThan(1e-3);
  expect(distance(await meansOf(storeAsInt8(corrected), name), expected)).toBeLessThan(1e-5);
});

it('changes no other weights', () => {
  const changed = [...exact.initializers].filter(
    ([name, source]) => corrected.initializers.get(name) !== source,
  );
  expect(changed.map(([name]) => name)).toEqual(['bias', 'another']);
  expect(corrected.nodes).toEqual(exact.nodes);
});
