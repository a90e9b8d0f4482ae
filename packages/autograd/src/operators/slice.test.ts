import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe('Slice', () => {
  it.each<[string, number[], number[], number[], number[] | undefined]>([
    ['a middle part', [1], [3], [1], undefined],
    ['the end', [-2], [99], [0], undefined],
    ['everything', [0], [99], [0], undefined],
    ['every other', [0], [99], [1], [2]],
    ['every third from the second', [1], [99], [1], [3]],
    ['every fourth, the last at the end', [0], [99], [0], [4]],
    ['backwards', [-1], [-99], [1], [-1]],
    ['backwards, every second', [3], [-99], [1], [-2]],
    ['backwards, from the end, every third', [99], [0], [0], [-3]],
    ['two axes', [1, 4], [4, 0], [1, 0], [2, -2]],
    ['a single element', [2], [3], [1], [5]],
  ])('%s', async (_, starts, ends, axes, steps) => {
    await checkGradient({
      parameters: { x: [5, 6, 2] },
      build: (g, { x }) =>
        g.op('Slice', [x, g.ints(...starts), g.ints(...ends), g.ints(...axes), steps && g.ints(...steps)]),
    });
  });
});
