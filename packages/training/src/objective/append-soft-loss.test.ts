import { createNodeRuntime } from '@langseg/adapter-node';
import { createReferenceRuntime } from '@langseg/adapter-reference';
import { l2Normalize, resizeBilinear, softmax, tensor, type Tensor } from '@langseg/core';
import { correlate } from '@langseg/core/reference';
import { differentiate } from '@langseg/autograd';
import { encodeModel, removeUnused } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/create-random.js';
import { embeddingsOf, runObjective, tinyObjective } from './__fixtures__/run-objective.js';
import { height, tinyFeeds, tinyImage, width } from './__fixtures__/tiny-batch.js';
import { dim, tinyWeights } from './__fixtures__/tiny-network.js';

const weights = tinyWeights();
const images = [tinyImage(1, { labels: 3 }), tinyImage(2, { labels: 2 })];
const [rows, columns, places] = [5, 8, 3];
const factor = 0.7;

/** Words and answers of a teacher; the second image has one word less, and some cells don't count. */
function lesson(seed: number, counts: readonly number[]) {
  const random = createRandom(seed, 'lesson');
  return counts.map((labels) => {
    const text = l2Normalize(
      tensor(
        'float32',
        [labels, dim],
        Float32Array.from({ length: labels * dim }, () => random.normal()),
      ),
      1,
    );
    const targets = Array.from({ length: rows * columns }, () => {
      const mass = random.chance(0.3) ? 0 : random.uniform(0.2, 1);
      const raw = Array.from({ length: labels }, () => random.uniform(0.01, 1));
      const sum = raw.reduce((a, b) => a + b, 0);
      return raw.map((value) => (mass * value) / sum);
    });
    return { text, targets };
  });
}

type Lessons = ReturnType<typeof lesson>;

function softFeedsOf(lessons: Lessons): Record<string, Tensor> {
  const text = tensor('float32', [lessons.length, places, dim]);
  const bias = tensor('float32', [lessons.length, places]);
  bias.data.fill(-1e9);
  const targets = tensor('float32', [lessons.length, rows, columns, places]);
  lessons.forEach((each, image) => {
    text.data.set(each.text.data, image * places * dim);
    bias.data.fill(0, image * places, image * places + each.text.shape[0]);
    each.targets.forEach((cell, at) => targets.data.set(cell, (image * rows * columns + at) * places));
  });
  return { soft_text: text, soft_label_bias: bias, soft_targets: targets };
}

const teaching = { labels: places, rows, columns, weight: factor };
const geometries = [
  { outputStride: 4, upsampling: { factor: 1, alignCorners: false }, alignCorners: false },
  { outputStride: 4, upsampling: { factor: 2, alignCorners: true }, alignCorners: true },
];

async function run(
  lessons: Lessons,
  geometry: (typeof geometries)[number],
  runtime = createReferenceRuntime(),
) {
  const loss = tinyObjective(weights, { images: 2, labels: 3 }, { geometry, teaching });
  const parameters = ['trunk.weight', 'trunk.bias', 'head.weight', 'head.bias'];
  const pass = differentiate(loss, { loss: 'loss', parameters });
  pass.g.output('value', pass.value('loss'), 'float32', []);
  for (const [name, gradient] of pass.gradients)
    pass.g.output(`gradient:${name}`, gradient, 'float32', weights.get(name)!.shape);
  const session = await runtime.load(await encodeModel(removeUnused(pass.g.build())));
  const own = Object.fromEntries(parameters.map((name) => [name, weights.get(name)!]));
  const values = await session.run({ ...tinyFeeds(images, 3), ...softFeedsOf(lessons), ...own });
  await session.dispose();
  return values;
}

/** −Σ target · log p / Σ target, in plain loops. */
async function byHand(
  lessons: Lessons,
  geometry: (typeof geometries)[number],
  own = weights,
): Promise<number> {
  let [sum, mass] = [0, 0];
  for (const [image, { text, targets }] of lessons.entries()) {
    const embeddings = await embeddingsOf(own, images[image]);
    const { upsampling, alignCorners } = geometry;
    const enlarged =
      upsampling.factor === 1
        ? embeddings
        : resizeBilinear(embeddings, { scaleFactor: upsampling.factor }, upsampling);
    const logits = correlate(l2Normalize(enlarged, 1), text, { logitScale: 5 });
    const { data } = softmax(resizeBilinear(logits, { size: [rows, columns] }, { alignCorners }));
    targets.forEach((cell, at) =>
      cell.forEach((target, label) => {
        sum -= target * Math.log(data[label * rows * columns + at]);
        mass += target;
      }),
    );
  }
  return mass === 0 ? 0 : sum / mass;
}

describe('appendSoftLoss', () => {
  it.each(geometries)('adds the cross-entropy with the teacher, %j', async (geometry) => {
    const lessons = lesson(5, [3, 2]);
    const { value } = await run(lessons, geometry);
    const { loss } = await runObjective(weights, images, 3, { geometry });
    expect(Number(value.data[0])).toBeCloseTo(loss + factor * (await byHand(lessons, geometry)), 4);
  });

  it('has the slope of what is computed by hand', async () => {
    const [geometry] = geometries;
    const lessons = lesson(6, [3, 2]);
    const taught = await run(lessons, geometry);
    const { gradients } = await runObjective(weights, images, 3, { geometry });
    const step = 1e-2;
    for (const [name, at] of [
      ['head.weight', 3],
      ['head.bias', 1],
      ['trunk.weight', 17],
      ['trunk.bias', 2],
    ] as const) {
      const moved = (by: number) => {
        const value = weights.get(name)!;
        const data = value.data.slice();
        data[at] += by;
        return byHand(lessons, geometry, new Map([...weights, [name, { ...value, data }]]));
      };
      const slope = ((await moved(step)) - (await moved(-step))) / (2 * step);
      const found = Number(taught[`gradient:${name}`].data[at]) - gradients.get(name)![at];
      expect(found, name).toBeCloseTo(factor * slope, 3);
    }
  });

  it.each([createReferenceRuntime(), createNodeRuntime({ threads: 1 })])(
    'is 0 without gradient where no cell counts, on $name',
    async (runtime) => {
      const [geometry] = geometries;
      const silent = lesson(7, [3, 2]).map((each) => ({
        ...each,
        targets: each.targets.map((cell) => cell.map(() => 0)),
      }));
      const result = await run(silent, geometry, runtime);
      const { loss, gradients } = await runObjective(weights, images, 3, { geometry, runtime });
      expect(Number(result.value.data[0])).toBeCloseTo(loss, 5);
      for (const [name, gradient] of gradients)
        result[`gradient:${name}`]?.data.forEach((value, i) =>
          expect(Number(value), name).toBeCloseTo(gradient[i], 5),
        );
    },
  );

  it('compares on the grid of the targets', () => {
    const graph = tinyObjective(weights, { images: 2, labels: 3 }, { teaching });
    const { shape } = graph.inputs.find(({ name }) => name === 'soft_targets')!;
    expect(shape).toEqual([2, rows, columns, places]);
    expect([height, width]).not.toEqual([rows, columns]);
  });
});
