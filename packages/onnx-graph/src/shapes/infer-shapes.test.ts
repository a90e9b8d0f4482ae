import { sourceOf, tensor } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { GraphBuilder, type Value } from '../graph/graph-builder.js';
import { onnxDataType } from '../model/data-type.js';
import { countMacs } from './count-macs.js';
import { inferShapes } from './infer-shapes.js';
import { operatorStatistics } from './operator-statistics.js';

const weight = (g: GraphBuilder, name: string, ...shape: number[]) =>
  g.weight(name, sourceOf(tensor('float32', shape)));

/** Shape of what `build` makes of an image `[batch, 3, height, width]`. */
function shapeFor(size: readonly number[], build: (g: GraphBuilder, x: Value) => Value) {
  const g = new GraphBuilder('net');
  const y = build(g, g.input('x', 'float32', ['batch', 3, 'height', 'width']));
  return inferShapes(g.build(), { inputs: { x: size } }).get(y.name);
}

describe('inferShapes', () => {
  it('follows an image through a vision transformer stem and back', () => {
    const found = shapeFor([2, 3, 64, 96], (g, x) => {
      const patches = g.op('Conv', [x, weight(g, 'proj', 32, 3, 16, 16)], { strides: [16, 16] });
      const grid = g.op('Slice', [g.op('Shape', [patches]), g.ints(2), g.ints(4)]);
      const tokens = g.op('Transpose', [g.op('Reshape', [patches, g.ints(0, 32, -1)])], { perm: [0, 2, 1] });
      const qkv = g.op('MatMul', [tokens, weight(g, 'qkv', 32, 96)]);
      const [q] = g.ops('Split', [qkv, g.ints(32, 32, 32)], 3, { axis: -1 });
      const back = g.op('Concat', [g.op('Shape', [x], { end: 1 }), g.ints(32), grid], { axis: 0 });
      const map = g.op('Reshape', [g.op('Transpose', [q], { perm: [0, 2, 1] }), back]);
      const doubled = g.op('Mul', [grid, g.ints(2)]);
      return g.op('Resize', [map, undefined, undefined, doubled], { mode: 'linear', axes: [2, 3] });
    });
    expect(found).toEqual({ dtype: 'float32', shape: [2, 32, 8, 12] });
  });

  it('follows sizes through scalars, casts, division and conditions', () => {
    const found = shapeFor([1, 3, 50, 70], (g, x) => {
      const height = g.op('Gather', [g.op('Shape', [x]), g.ints(2)]);
      const scaled = g.op('Cast', [g.op('Mul', [g.op('Cast', [height], { to: 1 }), g.float(0.5)])], {
        to: 7,
      });
      const halved = g.op('Div', [height, g.ints(4)]);
      const larger = g.op('Where', [g.op('Greater', [scaled, halved]), scaled, halved]);
      const sizes = g.op(
        'Concat',
        [g.op('Squeeze', [g.op('Unsqueeze', [larger, g.ints(0)]), g.ints(0)]), halved],
        { axis: 0 },
      );
      return g.op('Expand', [g.float(0), sizes]);
    });
    expect(found?.shape).toEqual([25, 12]);
  });

  it('knows the dtype of every value', () => {
    const dtype = (build: (g: GraphBuilder, x: Value) => Value) => shapeFor([1, 3, 2, 2], build)?.dtype;
    expect(dtype((g, x) => g.op('ArgMax', [x], { axis: 1 }))).toBe('int64');
    expect(dtype((g, x) => g.op('Shape', [x]))).toBe('int64');
    expect(dtype((g, x) => g.op('Greater', [x, g.float(0)]))).toBe('bool');
    expect(dtype((g, x) => g.op('Cast', [x], { to: onnxDataType('float16') }))).toBe('float16');
    expect(dtype((g, x) => g.op('Gather', [g.ints(1, 2), g.op('ArgMax', [x])]))).toBe('int64');
  });

  it('needs no shape for inputs without free axes', () => {
    const g = new GraphBuilder('net');
    g.output('y', g.op('Relu', [g.input('x', 'float32', [2, 3])]), 'float32', [2, 3]);
    expect(inferShapes(g.build()).get('y')?.shape).toEqual([2, 3]);
  });

  it.each([
    ['no shape', {}],
    ['another rank', { x: [1, 3, 4] }],
    ['another fixed axis', { x: [1, 4, 8, 8] }],
  ])('refuses an input with %s with SHAPE_MISMATCH', (_, inputs) => {
    const g = new GraphBuilder('net');
    g.input('x', 'float32', ['batch', 3, 'height', 'width']);
    expect(() => inferShapes(g.build(), { inputs })).toThrow(
      expect.objectContaining({ code: 'SHAPE_MISMATCH' }) as Error,
    );
  });

  it.each<[string, RegExp, (g: GraphBuilder, x: Value) => Value]>([
    [
      'channels',
      /Conv_0:Conv .* 3 channels in 1 group.*\[8, 4, 1, 1\]/,
      (g, x) => g.op('Conv', [x, weight(g, 'w', 8, 4, 1, 1)]),
    ],
    [
      'bias',
      /a bias \[8\].*\[4\]/,
      (g, x) => g.op('Conv', [x, weight(g, 'w', 8, 3, 1, 1), weight(g, 'b', 4)]),
    ],
    ['windows', /at least 9 padded elements/, (g, x) => g.op('MaxPool', [x], { kernel_shape: [9, 1] })],
    ['kernel_shape', /kernel_shape/, (g, x) => g.op('MaxPool', [x])],
    [
      'inner lengths',
      /equal inner lengths.*\[1, 3, 6, 8\] × \[5, 4\]/,
      (g, x) => g.op('MatMul', [x, weight(g, 'w', 5, 4)]),
    ],
    ['broadcasting', /broadcast.*\[1, 3, 6, 8\] and \[7\]/, (g, x) => g.op('Add', [x, weight(g, 'w', 7)])],
    ['dtypes', /one dtype.*float32, int64/, (g, x) => g.op('Add', [x, g.ints(1)])],
    ['element counts', /144 elements/, (g, x) => g.op('Reshape', [x, g.ints(5, -1)])],
    ['axes', /an axis from -4 to 3.*5/, (g, x) => g.op('Softmax', [x], { axis: 5 })],
    ['squeezed axes', /of length 1/, (g, x) => g.op('Squeeze', [x, g.ints(1)])],
    ['permutations', /permutation of 4 axes/, (g, x) => g.op('Transpose', [x], { perm: [0, 1, 2, 2] })],
    [
      'concatenation',
      /differ only on axis 1/,
      (g, x) => g.op('Concat', [x, weight(g, 'w', 1, 3, 6, 7)], { axis: 1 }),
    ],
    ['split sizes', /add up to 3/, (g, x) => g.ops('Split', [x, g.ints(1, 1)], 2, { axis: 1 })[0]],
    [
      'statistics',
      /\[3\] as input 4/,
      (g, x) => {
        const w = weight(g, 'w', 3);
        return g.op('BatchNormalization', [x, w, w, w, weight(g, 'v', 4)]);
      },
    ],
    ['affine lengths', /scale and bias \[8\]/, (g, x) => g.op('LayerNormalization', [x, weight(g, 'w', 7)])],
    ['scales', /either scales or sizes.*neither/, (g, x) => g.op('Resize', [x])],
    ['pads', /8 pads/, (g, x) => g.op('Pad', [x, g.ints(1, 1)])],
    ['steps', /non-zero steps/, (g, x) => g.op('Slice', [x, g.ints(0), g.ints(1), g.ints(0), g.ints(0)])],
    ['indices', /int64 or int32 indices/, (g, x) => g.op('Gather', [x, x])],
    ['inputs', /an input 1, got none/, (g, x) => g.op('MatMul', [x])],
    [
      'attribute kinds',
      /of kind int, got float/,
      (g, x) => g.custom('', 'Softmax', [x], { axis: { kind: 'float', value: 1 } }),
    ],
    ['outputs', /at most 1 outputs/, (g, x) => g.ops('MaxPool', [x], 2, { kernel_shape: [2, 2] })[0]],
    [
      'sizes that depend on data',
      /follow from shapes and constants/,
      (g, x) => g.op('Reshape', [x, g.op('ArgMax', [x], { axis: 1 })]),
    ],
    ['operators', /operator Twist is not supported/, (g, x) => g.custom('', 'Twist', [x])],
    ['domains', /operator my.domain.Relu is not supported/, (g, x) => g.custom('my.domain', 'Relu', [x])],
  ])('names the node whose %s do not fit', (_, message, build) => {
    const run = () => shapeFor([1, 3, 6, 8], build);
    expect(run).toThrow(expect.objectContaining({ code: 'GRAPH_INVALID' }) as Error);
    expect(run).toThrow(message);
  });
});

describe('countMacs and operatorStatistics', () => {
  const g = new GraphBuilder('net');
  const x = g.input('x', 'float32', ['batch', 4, 'height', 'width']);
  const grouped = g.op('Conv', [x, weight(g, 'conv', 6, 2, 3, 3)], {
    group: 2,
    pads: [1, 1, 1, 1],
    strides: [2, 2],
  });
  const up = g.op('ConvTranspose', [g.op('Relu', [grouped]), weight(g, 'up', 6, 5, 2, 2)], {
    strides: [2, 2],
  });
  const rows = g.op('Flatten', [g.op('GlobalAveragePool', [up])]);
  const product = g.op('Gemm', [rows, weight(g, 'gemm', 7, 5)], { transB: 1 });
  g.output('y', g.op('MatMul', [g.op('Relu', [product]), weight(g, 'matmul', 7, 3)]), 'float32', [
    'batch',
    3,
  ]);
  const graph = g.build();
  const shapes = inferShapes(graph, { inputs: { x: [2, 4, 8, 12] } });
  const macs = {
    Conv: 2 * 6 * 4 * 6 * (2 * 3 * 3),
    ConvTranspose: 2 * 6 * 4 * 6 * (5 * 2 * 2),
    Gemm: 2 * 7 * 5,
    MatMul: 2 * 3 * 7,
  };

  it('count the products of convolutions and matrices', () => {
    expect(countMacs(graph, shapes)).toBe(macs.Conv + macs.ConvTranspose + macs.Gemm + macs.MatMul);
  });

  it('list operators by their work, then by how often they occur', () => {
    const statistics = operatorStatistics(graph, shapes);
    expect(statistics.map(({ operator, count, macs }) => [operator, count, macs])).toEqual([
      ['ConvTranspose', 1, macs.ConvTranspose],
      ['Conv', 1, macs.Conv],
      ['Gemm', 1, macs.Gemm],
      ['MatMul', 1, macs.MatMul],
      ['Relu', 2, 0],
      ['Flatten', 1, 0],
      ['GlobalAveragePool', 1, 0],
      ['Identity', 1, 0],
    ]);
    expect(operatorStatistics(graph)[0]).toEqual({ operator: 'Relu', count: 2, macs: 0 });
  });
});
