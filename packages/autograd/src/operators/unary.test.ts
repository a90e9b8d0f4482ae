import { tensor } from '@langseg/core';
import { onnxDataType } from '@langseg/onnx-graph';
import { describe, it } from 'vitest';
import { checkGradient, positive } from '../__fixtures__/check-gradient.js';
import { expectGradients } from '../__fixtures__/expect-gradients.js';

describe('Cast', () => {
  it('to another precision and back', async () => {
    await checkGradient({
      parameters: { x: [2, 3] },
      build: (g, { x }) => {
        const wide = g.op('Cast', [x], { to: onnxDataType('float64') });
        return g.op('Cast', [g.op('Mul', [wide, wide])], { to: onnxDataType('float32') });
      },
    });
  });
});

describe.each(['Neg', 'Sigmoid', 'Tanh'] as const)('%s', (operator) => {
  it('of any shape', async () => {
    await checkGradient({ parameters: { x: [3, 5] }, build: (g, { x }) => g.op(operator, [x]) });
    await checkGradient({ parameters: { x: [] }, build: (g, { x }) => g.op(operator, [x]) });
  });
});

describe.each(['Erf', 'Exp'] as const)('%s', (operator) => {
  it('of numbers of either sign', async () => {
    await checkGradient({ parameters: { x: [3, 5] }, build: (g, { x }) => g.op(operator, [x]) });
  });
});

describe.each(['Log', 'Sqrt'] as const)('%s', (operator) => {
  it('of positive numbers', async () => {
    await checkGradient({ parameters: { x: positive([3, 5]) }, build: (g, { x }) => g.op(operator, [x]) });
  });
});

describe('Relu', () => {
  it('passes gradients where it is positive', async () => {
    await checkGradient({ parameters: { x: [3, 4] }, build: (g, { x }) => g.op('Relu', [x]) });
  });
});

describe('LeakyRelu', () => {
  it.each([undefined, 0.2, 1.5])('with alpha %s', async (alpha) => {
    await checkGradient({
      parameters: { x: [3, 5] },
      build: (g, { x }) => g.op('LeakyRelu', [x], { alpha }),
    });
  });
});

describe('Gelu', () => {
  it.each(['none', 'tanh'])('with approximate %s', async (approximate) => {
    await checkGradient({
      parameters: { x: [4, 5] },
      build: (g, { x }) => g.op('Gelu', [g.op('Mul', [x, g.float(3)])], { approximate }),
    });
  });
});

describe('Clip', () => {
  it.each([
    [-0.5, 0.4],
    [-0.5, undefined],
    [undefined, 0.4],
    [undefined, undefined],
  ])('between %s and %s', async (low, high) => {
    await checkGradient({
      parameters: { x: [4, 5] },
      build: (g, { x }) =>
        g.op('Clip', [x, ...[low, high].map((bound) => (bound === undefined ? bound : g.float(bound)))]),
    });
  });

  it('moves bounds that hold', async () => {
    const scalar = (value: number) => tensor('float32', [], Float32Array.of(value));
    await checkGradient({
      parameters: { x: [4, 5], low: scalar(-0.3), high: scalar(0.6) },
      build: (g, { x, low, high }) => g.op('Clip', [x, low, high]),
    });
  });

  it('passes nothing at the bounds themselves, as relu6', () => {
    expectGradients({
      x: [-1, 0, 0.1, 5.9, 6, 7],
      build: (g, x) => g.op('Clip', [x, g.float(0), g.float(6)]),
      expected: [0, 0, 1, 1, 0, 0],
    });
  });
});
