import { createReferenceRuntime } from '@langseg/adapter-reference';
import { tensor, type Weights } from '@langseg/core';
import { encodeModel } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { waves } from '../__fixtures__/waves.js';
import { cityscapes } from './cityscapes-teacher.js';
import { isOutdoors } from './is-outdoors.js';
import type { OperatorList } from './operator-list.js';
import { addStuff, stuff } from './stuff-mask.js';
import { teacherGraph } from './teacher-graph.js';

describe('teacherGraph', () => {
  it('runs an operator list at any size', async () => {
    const layer = { pad: 'SAME', act: 'relu', groups: 1, dilation: 1, stride: 1 } as const;
    const list: OperatorList = {
      inputs: ['in'],
      ops: [
        { ...layer, op: 'CONV', name: '000', inp: ['in'], out: 'a', w: [4, 3, 3, 3], stride: 2 },
        {
          ...layer,
          op: 'DWCONV',
          name: '001',
          inp: ['a'],
          out: 'b',
          w: [4, 1, 3, 3],
          groups: 4,
          dilation: 2,
        },
        { op: 'ADD', inp: ['a', 'b'], out: 'c' },
        { op: 'AVGPOOL', inp: ['c'], out: 'd' },
        { op: 69, inp: ['d'], out: 'e' },
        { op: 'QUANTIZE', inp: ['e'], out: 'f' },
        { op: 'CONCAT', inp: ['f', 'c'], out: 'g' },
        { ...layer, op: 'CONV', name: '007', inp: ['g'], out: 'h', w: [2, 8, 1, 1], act: 'none' },
        { op: 'RESIZE', inp: ['h'], out: 'i' },
        { op: 'ARGMAX', inp: ['i'], out: 'j' },
      ],
    };
    const weights: Weights = new Map(
      list.ops.flatMap((operator) =>
        'name' in operator
          ? [
              [`${operator.name}.weight`, waves(operator.w)] as const,
              [`${operator.name}.bias`, waves([operator.w[0]])] as const,
            ]
          : [],
      ),
    );
    const session = await createReferenceRuntime().load(await encodeModel(teacherGraph(list, weights, 2)));
    const pixels = tensor('float32', [1, 3, 7, 10]);
    const { probabilities } = await session.run({ pixels });
    expect(probabilities.shape).toEqual([1, 2, 4, 5]);
    const [first, second] = [Number(probabilities.data[0]), Number(probabilities.data[20])];
    expect(first + second).toBeCloseTo(1);
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
