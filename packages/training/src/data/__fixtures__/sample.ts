import type { LabelMap } from '@langseg/core';
import type { Sample } from '@langseg/datasets';
import type { Random } from '../../random/random.js';

/** A sample in which every pixel tells where it came from: red is x, green is y, the mask is `value(x, y)`. */
export function traceableSample(
  width: number,
  height: number,
  value: (x: number, y: number) => number = (x, y) => (x + y) % 4,
  wide = false,
): Sample {
  const data = new Uint8Array(width * height * 3);
  const mask: LabelMap = wide ? new Uint16Array(width * height) : new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      data.set([x, y, 128], (y * width + x) * 3);
      mask[y * width + x] = value(x, y);
    }
  return { image: { width, height, data }, mask: { width, height, data: mask } };
}

/** Random numbers from a list; whole numbers are given as they are. */
export function scripted(...numbers: readonly number[]): Random {
  const left = [...numbers];
  const next = () => {
    const number = left.shift();
    if (number === undefined) throw new Error('More numbers were drawn than expected.');
    return number;
  };
  return {
    uniform: (low = 0, high = 1) => low + (high - low) * next(),
    int: next,
    chance: (probability = 0.5) => next() < probability,
    normal: next,
    truncatedNormal: next,
    shuffle: (list) => [...list],
    pick: (list) => list[next()],
  };
}
