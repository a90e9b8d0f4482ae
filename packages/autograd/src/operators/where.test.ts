import { tensor } from '@langseg/core';
import { describe, it } from 'vitest';
import { checkGradient } from '../__fixtures__/check-gradient.js';

describe('Where', () => {
  it.each([
    { a: [2, 3], b: [2, 3] },
    { a: [2, 2, 3], b: [] },
    { a: [3], b: [2, 1] },
  ])('between $a and $b', async (parameters) => {
    const condition = tensor('bool', [2, 3], Uint8Array.of(1, 0, 1, 0, 0, 1));
    await checkGradient({
      parameters,
      build: (g, { a, b }) => g.op('Where', [g.constant(condition), a, b]),
    });
  });
});
