import { describe, it } from 'vitest';
import { checkGradient, positive } from '../__fixtures__/check-gradient.js';

const shapes = [
  [
    [2, 3],
    [2, 3],
  ],
  [
    [2, 3, 4],
    [3, 1],
  ],
  [[3], [2, 1]],
  [[], [2, 2]],
];

describe('Div', () => {
  it.each(shapes)('%j by %j', async (a, b) => {
    await checkGradient({ parameters: { a, b: positive(b) }, build: (g, { a, b }) => g.op('Div', [a, b]) });
  });
});

describe('Reciprocal', () => {
  it('of any shape', async () => {
    await checkGradient({
      parameters: { x: positive([2, 3]) },
      build: (g, { x }) => g.op('Reciprocal', [x]),
    });
  });
});
