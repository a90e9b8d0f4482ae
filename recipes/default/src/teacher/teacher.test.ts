import { createReferenceRuntime } from '@langseg/adapter-reference';
import { sourceOf, tensor, type Tensor, type Weights } from '@langseg/core';
import { encodeModel } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { waves } from '../__fixtures__/waves.js';
import { cityscapes } from './cityscapes-teacher.js';
import { isOutdoors } from './is-outdoors.js';
import { listedGraph } from './listed-graph.js';
import { inputRange, parseOperatorList } from './operator-list.js';
import { addStuff, stuff } from './stuff-mask.js';

const layer = { pad: 'SAME', act: 'relu', groups: 1, dilation: 1, stride: 1 };

/** Runs an operator list with weights of its sizes. */
async function runList(
  ops: readonly object[],
  pixels: Tensor<'float32'>,
  classes: number,
  extra: Weights = new Map(),
) {
  const list = parseOperatorList({ input: 'x/127.5-1 (RGB)', inputs: ['in'], ops });
  const weights: Weights = new Map([
    ...list.ops.flatMap((operator) =>
      'w' in operator
        ? [
            [`${operator.name}.weight`, waves(operator.w)] as const,
            [`${operator.name}.bias`, waves([operator.w[0]])] as const,
          ]
        : [],
    ),
    ...extra,
  ]);
  const session = await createReferenceRuntime().load(await encodeModel(listedGraph(list, weights, classes)));
  return (await session.run({ pixels })).probabilities;
}

/** A 1×1 convolution that takes the first two of three channels as they are. */
const first = { ...layer, op: 'CONV', name: 'own', inp: ['in'], out: 'a', w: [2, 3, 1, 1], act: 'none' };
const own: Weights = new Map([
  ['own.weight', sourceOf(tensor('float32', [2, 3, 1, 1], Float32Array.of(1, 0, 0, 0, 1, 0)))],
  ['own.bias', sourceOf(tensor('float32', [2]))],
]);

/** Two channels of a row of values; the second is 0, so that the softmax gives the first one away. */
const rowOf = (...values: number[]) => {
  const pixels = tensor('float32', [1, 3, 1, values.length]);
  pixels.data.set(values);
  return pixels;
};

/** The first of two logits, the second of which is 0. */
const logits = ({ data, shape }: Tensor) =>
  Array.from({ length: shape[3] }, (_, i) => {
    const share = Number(data[i]);
    return Number(Math.log(share / (1 - share)).toFixed(3));
  });

describe('listedGraph', () => {
  it('runs an operator list of the older kind at any size', async () => {
    const at = (side: number, channels: number) => ({ shape: [1, side, side, channels] });
    const probabilities = await runList(
      [
        { ...layer, op: 'CONV', name: '000', inp: ['in'], out: 'a', w: [4, 3, 3, 3], stride: 2, ...at(9, 4) },
        {
          ...layer,
          op: 'DWCONV',
          name: '001',
          inp: ['a'],
          out: 'b',
          w: [4, 1, 3, 3],
          groups: 4,
          dilation: 2,
          ...at(9, 4),
        },
        { op: 'ADD', inp: ['a', 'b'], out: 'c', ...at(9, 4) },
        { op: 'AVGPOOL', inp: ['c'], out: 'd', ...at(1, 4) },
        { op: 69, inp: ['d'], out: 'e', ...at(9, 4) },
        { op: 'QUANTIZE', inp: ['e'], out: 'f', ...at(9, 4) },
        { op: 'CONCAT', inp: ['f', 'c'], out: 'g', ...at(9, 8) },
        {
          ...layer,
          op: 'CONV',
          name: '007',
          inp: ['g'],
          out: 'h',
          w: [2, 8, 1, 1],
          act: 'none',
          ...at(9, 2),
        },
        { op: 'RESIZE', inp: ['h'], out: 'i', ...at(17, 2) },
        { op: 'ARGMAX', inp: ['i'], out: 'j', shape: [1, 17, 17] },
      ],
      tensor('float32', [1, 3, 7, 10]),
      2,
    );
    expect(probabilities.shape).toEqual([1, 2, 4, 5]);
    expect(Number(probabilities.data[0]) + Number(probabilities.data[20])).toBeCloseTo(1);
  });

  const wide = { shape: [1, 2, 1, 5] };
  it.each<[string, readonly object[], readonly number[]]>([
    ['keeps outputs in their range', [{ ...first, ...wide, out_range: [-1, 2.5] }], [-1, 0, 1, 2, 2.5]],
    ['takes a range for a ReLU6', [{ ...first, ...wide, out_range: [0, 2] }], [0, 0, 1, 2, 2]],
    [
      'multiplies and adds by channel',
      [
        { ...first, ...wide },
        { op: 'MUL', inp: ['a'], out: 'b', constant: 'times', act: 'none', ...wide },
        { op: 'ADD', inp: ['b'], out: 'c', constant: 'plus', act: 'relu6', ...wide },
      ],
      [0, 1, 3, 5, 6],
    ],
    [
      'pools real pixels only, and enlarges from the corner',
      [
        { ...first, ...wide },
        {
          op: 'AVGPOOL',
          inp: ['a'],
          out: 'b',
          kernel: [2, 2],
          stride: [2, 2],
          pad: 'SAME',
          shape: [1, 2, 1, 3],
        },
        { op: 'RESIZE', inp: ['b'], out: 'c', align_corners: false, half_pixel_centers: false, ...wide },
        { op: 'MUL', inp: ['c'], out: 'd', constant: 'ones', ...wide },
      ],
      // The means −1, 1.5 and 3, read at 0, 0.6, 1.2, 1.8 and 2.4.
      [-1, 0.5, 1.8, 2.7, 3],
    ],
    [
      'enlarges with aligned corners',
      [
        { ...first, ...wide },
        {
          op: 'AVGPOOL',
          inp: ['a'],
          out: 'b',
          kernel: [2, 2],
          stride: [2, 2],
          pad: 'SAME',
          shape: [1, 2, 1, 3],
        },
        { op: 'RESIZE', inp: ['b'], out: 'c', align_corners: true, ...wide },
        { op: 'MUL', inp: ['c'], out: 'd', constant: 'ones', ...wide },
      ],
      [-1, 0.25, 1.5, 2.25, 3],
    ],
    [
      'splits channels',
      [
        { ...first, ...wide },
        { op: 'SPLIT', inp: ['a'], out: ['b', 'c'], axis: 'channels', shape: [1, 1, 1, 5] },
        { op: 'ADD', inp: ['b', 'b'], out: 'd', shape: [1, 1, 1, 5] },
        { op: 'CONCAT', inp: ['d', 'c'], out: 'e', ...wide },
      ],
      [-4, 0, 2, 4, 6],
    ],
    [
      'leaves out borders where padding is VALID',
      [{ ...first, name: 'pair', w: [2, 3, 1, 3], pad: 'VALID', shape: [1, 2, 1, 3] }],
      [-1, 3, 6],
    ],
  ])('%s', async (_, ops, expected) => {
    const perChannel = (...values: number[]) =>
      sourceOf(tensor('float32', [values.length], Float32Array.from(values)));
    const sum = tensor('float32', [2, 3, 1, 3]);
    sum.data.fill(1, 0, 3);
    const extra: Weights = new Map([
      ...own,
      ['times', perChannel(2, 1)],
      ['plus', perChannel(1, 0)],
      ['ones', perChannel(1, 1)],
      ['pair.weight', sourceOf(sum)],
      ['pair.bias', perChannel(0, 0)],
    ]);
    expect(logits(await runList(ops, rowOf(-2, 0, 1, 2, 3), 2, extra))).toEqual(expected);
  });

  it('says what range its input has', () => {
    expect(inputRange({ input: 'x/127.5-1 (RGB), NCHW' })).toEqual({ mean: 0.5, std: 0.5 });
    const { mean, std } = inputRange({ input: '(x-128)*0.00784314 (RGB 0..255)' });
    expect((255 / 255 - mean) / std).toBeCloseTo((255 - 128) * 0.00784314, 6);
    expect(() => inputRange({ input: 'BGR' })).toThrow('shifted and scaled');
  });
});

describe('addStuff', () => {
  const [sky, car] = [cityscapes.indexOf('sky'), cityscapes.indexOf('car')];
  const view = {
    classes: Uint8Array.of(sky, sky, sky, car, sky),
    confidence: Float32Array.of(0.9, 0.5, 0.9, 0.9, 0.9),
  };
  const { mask, pixels } = addStuff([0, 0, 3, 0, 255], view, {
    confidence: 0.8,
    firstValue: 10,
    ignoreValue: 255,
  });

  it('fills the background with what is certain and leaves everything else', () => {
    expect([...mask]).toEqual([14, 255, 3, 0, 255]);
    expect(pixels).toEqual([0, 0, 0, 0, 1]);
    expect(Object.values(stuff)[4]).toBe('sky');
  });

  it('is for photos taken outdoors', () => {
    const classes = ['background', 'sofa', 'dog'];
    const much = [0, 0, 2, 0, 2];
    expect(isOutdoors([0, 0, 2, 0, 0, 0], much, classes)).toBe(true);
    expect(isOutdoors([0, 0, 1, 0, 0, 0], much, classes)).toBe(false);
    expect(isOutdoors([0, 0, 2, 0, 0, 0], [3, 3, 0, 0, 0], classes)).toBe(false);
  });
});
