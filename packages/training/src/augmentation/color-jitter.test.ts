import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/create-random.js';
import { scripted, traceableSample } from '../data/__fixtures__/sample.js';
import { changeColors, type ColorChange } from './change-colors.js';
import { colorJitterOptions, jitterColors } from './color-jitter.js';

const none: ColorChange = { brightness: 1, contrast: 1, saturation: 1, hue: 0 };
const pixels = (...data: number[]) => ({ width: data.length / 3, height: 1, data: Uint8Array.from(data) });
const change = (image: ReturnType<typeof pixels>, part: Partial<ColorChange>) => [
  ...changeColors(image, { ...none, ...part }).data,
];

describe('changeColors', () => {
  const image = pixels(10, 20, 30, 200, 100, 50);

  it('changes nothing when nothing is asked for', () => {
    expect(change(image, {})).toEqual([...image.data]);
    expect(change(image, { hue: 1 })).toEqual([...image.data]);
  });

  it('multiplies brightness, and clips', () => {
    expect(change(image, { brightness: 2 })).toEqual([20, 40, 60, 255, 200, 100]);
    expect(change(image, { brightness: 0 })).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('moves contrast about the mean grey', () => {
    // Greys 18.15 and 124.2, mean 71.175.
    expect(change(image, { contrast: 0 })).toEqual([71, 71, 71, 71, 71, 71]);
    expect(change(image, { contrast: 0.5 })).toEqual([41, 46, 51, 136, 86, 61]);
  });

  it('moves saturation about each pixel’s grey', () => {
    expect(change(image, { saturation: 0 })).toEqual([18, 18, 18, 124, 124, 124]);
    expect(change(image, { saturation: 2 })).toEqual([2, 22, 42, 255, 76, 0]);
  });

  it('turns hue without changing greys or brightness', () => {
    const grey = pixels(77, 77, 77);
    expect(change(grey, { hue: 0.3 })).toEqual([77, 77, 77]);
    const [red, green, blue] = change(pixels(120, 100, 90), { hue: 0.2 });
    expect([red, green, blue]).not.toEqual([120, 100, 90]);
    expect(0.299 * red + 0.587 * green + 0.114 * blue).toBeCloseTo(0.299 * 120 + 0.587 * 100 + 0.114 * 90, 0);
  });
});

describe('jitterColors', () => {
  it('draws brightness, contrast, saturation and hue in this order', () => {
    const { image } = traceableSample(4, 4);
    const options = colorJitterOptions.parse({ brightness: 0.4, contrast: 0.3, saturation: 0.2, hue: 0.1 });
    expect(jitterColors(image, options, scripted(0, 1, 0.5, 0.25))).toEqual(
      changeColors(image, { brightness: 0.6, contrast: 1.3, saturation: 1, hue: -0.05 }),
    );
  });

  it('draws as many numbers when it changes nothing', () => {
    const { image } = traceableSample(4, 4);
    const random = createRandom(5);
    expect(jitterColors(image, colorJitterOptions.parse({}), random)).toBe(image);
    const other = createRandom(5);
    for (let i = 0; i < 4; i++) other.uniform();
    expect(random.uniform()).toBe(other.uniform());
  });
});
