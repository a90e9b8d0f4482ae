import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/create-random.js';
import { scripted, traceableSample } from '../data/__fixtures__/sample.js';
import { encodingTrain } from './encoding-train.js';
import { encodingValidation } from './encoding-validation.js';
import { resizeMask } from '@langseg/datasets';
import { roundHalfEven } from './round-half-even.js';

// Byte for byte they are compared with the official code's results in tools/parity.

const padding = { color: [9, 8, 7], maskValue: 255 } as const;

describe('encoding-train', () => {
  it('mirrors, resizes the long side, and crops where it is told', () => {
    const sample = traceableSample(20, 10, (x) => x);
    const { image, mask } = encodingTrain
      .create({ cropSize: 8, baseSize: 20 })
      .apply(sample, scripted(0.49, 20, 3, 1), padding);
    expect([image.width, image.height]).toEqual([8, 8]);
    expect([...mask.data.slice(0, 8)]).toEqual([16, 15, 14, 13, 12, 11, 10, 9]);
    expect([...image.data.slice(0, 3)]).toEqual([16, 1, 128]);
  });

  it('asks for long sides and corners from the ranges that Python includes the end of', () => {
    const asked: number[][] = [];
    const random = {
      ...scripted(),
      uniform: () => 0.5,
      int: (low: number, high: number) => {
        asked.push([low, high - 1]);
        return high - 1;
      },
    };
    encodingTrain.create({ cropSize: 30, baseSize: 25 }).apply(traceableSample(10, 20), random, padding);
    expect(asked).toEqual([
      [12, 50],
      [0, 0],
      [0, 20],
    ]);
  });

  it('pads at right and bottom, black as upstream, and ignored', () => {
    const sample = traceableSample(20, 10, () => 1);
    const augmentation = encodingTrain.create({ cropSize: 16, baseSize: 20 });
    const { image, mask } = augmentation.apply(sample, scripted(0.6, 10, 0, 0), padding);
    expect(mask.data.filter((value) => value === 255)).toHaveLength(16 * 16 - 10 * 5);
    expect([mask.data[9], mask.data[10], mask.data[5 * 16]]).toEqual([1, 255, 255]);
    expect([...image.data.slice(-3)]).toEqual([0, 0, 0]);
  });

  it('survives photos one pixel wide', () => {
    const { image } = encodingTrain
      .create({ cropSize: 8, baseSize: 10 })
      .apply(traceableSample(1, 300), createRandom(1), padding);
    expect(image.data).toHaveLength(8 * 8 * 3);
  });
});

describe('encoding-validation', () => {
  it('brings the short side to the size of the crop and takes the middle', () => {
    const sample = traceableSample(13, 8, (x) => x);
    const { mask } = encodingValidation.create({ cropSize: 8 }).apply(sample, createRandom(1), padding);
    // (13 − 8) / 2 = 2.5 rounds to the even 2.
    expect([...mask.data.slice(0, 8)]).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('rounds halves as Python', () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 2.6, -2.6].map((value) => roundHalfEven(value) + 0)).toEqual([
      0, 2, 2, 0, -2, 2, 3, -3,
    ]);
  });
});

describe('resizeMask', () => {
  it('takes the pixel under each centre', () => {
    const data = Uint16Array.of(10, 20, 30, 40);
    const resize = (width: number) => [
      ...resizeMask({ width: 4, height: 1, data }, { width, height: 1 }).data,
    ];
    expect(resize(2)).toEqual([20, 40]);
    expect(resize(3)).toEqual([10, 30, 40]);
    expect(resize(8)).toEqual([10, 10, 20, 20, 30, 30, 40, 40]);
    expect(resize(1)).toEqual([30]);
  });
});
