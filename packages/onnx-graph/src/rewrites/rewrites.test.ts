import { sourceOf, tensor, type Tensor } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { float32, int64 } from '../graph/constant.js';
import { GraphBuilder } from '../graph/graph-builder.js';
import { inferShapes } from '../shapes/infer-shapes.js';
import { foldConstants, type EvaluateNode } from './fold-constants.js';
import { quantizeProducts } from './quantize-products.js';
import { removeUnused } from './remove-unused.js';
import { storeAsFloat16 } from './store-as-float16.js';
import { storeAsInt8 } from './store-as-int8.js';
import { widenStoredWeights } from './widen-stored-weights.js';

/** Knows sums of two scalars, and `Expand`. */
const evaluate: EvaluateNode = (node, inputs) => {
  const [a, b] = inputs.map((input) => Number(input!.data[0]));
  if (node.operator === 'Add') return [float32(a + b)];
  if (node.operator === 'Expand') return [tensor('float32', [b])];
  throw new Error(`unexpected ${node.operator}`);
};

describe('foldConstants', () => {
  it('computes what only depends on constants, through several nodes', () => {
    const g = new GraphBuilder('net');
    const x = g.input('x', 'float32', []);
    const three = g.op('Add', [g.float(1), g.float(2)]);
    const six = g.op('Add', [three, three], {}, 'six');
    g.output('y', g.op('Mul', [x, six]), 'float32', []);
    const graph = foldConstants(g.build(), { evaluate });
    expect(graph.nodes.map(({ operator }) => operator)).toEqual(['Mul', 'Identity']);
    expect([...graph.initializers.keys()]).toEqual(['six']);
    expect(graph.initializers.get('six')!.value).toEqual(float32(6));
  });

  it('leaves weights, results that are large, graph outputs and other domains alone', () => {
    const g = new GraphBuilder('net');
    const weight = g.weight('w', sourceOf(tensor('float32', [])));
    const sum = g.op('Add', [weight, g.float(1)]);
    const large = g.op('Expand', [g.float(1), g.constant(int64([11]))]);
    const twisted = g.custom('my.domain', 'Add', [g.float(1)]);
    g.output('y', g.op('Concat', [sum, large, twisted]), 'float32', []);
    g.output('z', g.op('Add', [g.float(1), g.float(2)], {}, 'z'), 'float32', []);
    const graph = g.build();
    expect(foldConstants(graph, { evaluate, maxElements: 10 }).nodes).toEqual(graph.nodes);
    expect(foldConstants(graph, { evaluate, maxElements: 11 }).nodes).toHaveLength(graph.nodes.length - 1);
  });
});

describe('removeUnused', () => {
  it('drops nodes and weights that no output needs, and keeps inputs', () => {
    const g = new GraphBuilder('net');
    const [x, unused] = [g.input('x', 'float32', [4]), g.input('unused', 'float32', [4])];
    const weights = ['a', 'b'].map((name) => g.weight(name, sourceOf(tensor('float32', [4]))));
    g.op('Relu', [g.op('Add', [unused, weights[0]])]);
    const parts = g.ops('Split', [g.op('Add', [x, weights[1]])], 2);
    g.output('y', parts[1], 'float32', [2]);
    const graph = removeUnused(g.build());
    expect(graph.nodes.map(({ operator }) => operator)).toEqual(['Add', 'Split', 'Identity']);
    expect([...graph.initializers.keys()]).toEqual(['b']);
    expect(graph.inputs).toHaveLength(2);
  });
});

describe('storeAsFloat16', () => {
  const large = tensor(
    'float32',
    [16, 16],
    Float32Array.from({ length: 256 }, (_, i) => i / 7),
  );
  const g = new GraphBuilder('net');
  const x = g.input('x', 'float32', [1, 16]);
  const y = g.op('MatMul', [x, g.weight('large', sourceOf(large))]);
  const z = g.op('Add', [y, g.weight('small', sourceOf(tensor('float32', [16])))]);
  g.output('z', g.op('Mul', [z, g.constant(tensor('float32', [1, 1, 16, 16]))]), 'float32', [1, 1, 16, 16]);
  const graph = storeAsFloat16(g.build());

  it('keeps large weights as float16 and widens them by a Cast', async () => {
    expect(graph.initializers.has('large')).toBe(false);
    const stored = (await graph.initializers.get('large:float16')!.load()) as Tensor<'float16'>;
    expect(stored.dtype).toBe('float16');
    expect(stored.data[7]).toBe(0x3c00);
    expect(graph.nodes[0]).toMatchObject({ operator: 'Cast', outputs: ['large'] });
    expect(inferShapes(graph).get('large')).toEqual({ dtype: 'float32', shape: [16, 16] });
  });

  it('leaves small weights and constants as they are', () => {
    expect(graph.initializers.get('small')!.dtype).toBe('float32');
    expect(graph.nodes.filter(({ operator }) => operator === 'Cast')).toHaveLength(1);
  });
});

describe('storeAsInt8', () => {
  const waves = (shape: readonly number[]) => {
    const value = tensor('float32', shape);
    return sourceOf({ ...value, data: value.data.map((_, i) => Math.sin(1 + i * i) * (1 + (i % 7))) });
  };
  const g = new GraphBuilder('net');
  const x = g.input('x', 'float32', [1, 16, 8, 8]);
  const convolved = g.op('Conv', [x, g.weight('kernel', waves([20, 16, 1, 1]))]);
  const rows = g.op('Reshape', [convolved, g.ints(20, 64)]);
  const product = g.op('MatMul', [rows, g.weight('matrix', waves([64, 9]))]);
  const sum = g.op('Add', [product, g.weight('table', waves([20, 1, 9]))]);
  g.output('y', g.op('Conv', [sum, g.weight('few', waves([2, 20, 1]))]), 'float32', [1, 2, 9]);
  const graph = storeAsInt8(g.build(), 128);

  it.each([
    ['kernel', [20, 1, 1, 1]],
    ['matrix', [1, 9]],
  ])('keeps %s as int8 with scales %j', async (name, scaleShape) => {
    const [original, stored, scale] = await Promise.all(
      [g.build(), graph, graph].map(({ initializers }, i) =>
        initializers.get(`${name}${['', ':int8', ':scale'][i]}`)!.load(),
      ),
    );
    expect([stored.dtype, scale.shape]).toEqual(['int8', scaleShape]);
    const axis = scaleShape.findIndex((length) => length > 1);
    const stride = stored.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
    stored.data.forEach((value, i) => {
      const step = Number(scale.data[Math.floor(i / stride) % stored.shape[axis]]);
      expect(Math.abs(Number(value) * step - Number(original.data[i]))).toBeLessThanOrEqual(step * 0.501);
    });
    expect(Math.max(...(stored as Tensor<'int8'>).data.map(Math.abs))).toBe(127);
  });

  it('brings them back before they are used, and leaves everything else alone', () => {
    expect(graph.nodes.slice(0, 4).map(({ operator }) => operator)).toEqual(['Cast', 'Mul', 'Cast', 'Mul']);
    expect(inferShapes(graph).get('kernel')).toEqual({ dtype: 'float32', shape: [20, 16, 1, 1] });
    for (const name of ['table', 'few']) expect(graph.initializers.get(name)!.dtype).toBe('float32');
  });
});

describe('widenStoredWeights', () => {
  const values = tensor(
    'float32',
    [16, 32],
    Float32Array.from({ length: 512 }, (_, i) => Math.cos(i) * (1 + i)),
  );
  const g = new GraphBuilder('net');
  const x = g.input('x', 'float32', [1, 16]);
  g.output('y', g.op('MatMul', [x, g.weight('matrix', sourceOf(values))]), 'float32', [1, 32]);
  const original = g.build();

  it.each([
    ['storeAsFloat16', storeAsFloat16, (value: number) => Math.abs(value) * 2 ** -11],
    // Half a step of a column, whose values are at most 481 + column.
    ['storeAsInt8', storeAsInt8, (_: number, column: number) => (481 + column) / 254],
  ] as const)('undoes %s, but for the rounding', async (_, store, worst) => {
    const widened = widenStoredWeights(store(original));
    expect(widened.nodes).toEqual(original.nodes);
    expect([...widened.initializers.keys()]).toEqual(['matrix']);
    const weight = (await widened.initializers.get('matrix')!.load()) as Tensor<'float32'>;
    expect([weight.dtype, weight.shape]).toEqual(['float32', [16, 32]]);
    weight.data.forEach((value, i) => {
      const original = values.data[i];
      expect(Math.abs(value - original)).toBeLessThanOrEqual(worst(original, i % 32));
    });
    expect(weight.data).not.toEqual(values.data);
  });

  it('leaves a graph as it is that stores nothing smaller', () => {
    expect(widenStoredWeights(original)).toEqual(original);
  });
});

describe('quantizeProducts', () => {
  const waves = (...shape: number[]) => {
    const value = tensor('float32', shape);
    return sourceOf({ ...value, data: value.data.map((_, i) => Math.sin(1 + i * i) * (1 + (i % 7))) });
  };
  const build = () => {
    const g = new GraphBuilder('net');
    const words = g.input('words', 'int64', ['N']);
    const x = g.op('Gather', [g.weight('table', waves(40, 16)), words], { axis: 0 }, 'looked-up');
    const linear = g.op('Gemm', [x, g.weight('rows', waves(24, 16)), g.weight('bias', waves(24))], {
      transB: 1,
    });
    const product = g.op('MatMul', [linear, g.weight('columns', waves(24, 32))]);
    const scaled = g.op('Gemm', [product, g.weight('scaled', waves(32, 16))], { alpha: 2 });
    const few = g.op('MatMul', [scaled, g.weight('few', waves(16, 4))]);
    const twice = g.weight('twice', waves(16, 16));
    const both = g.op('Gemm', [g.op('Gemm', [scaled, twice], { transB: 1 }), twice]);
    g.output('y', few, 'float32', ['N', 4]);
    g.output('z', both, 'float32', ['N', 16]);
    return g.build();
  };

  it('turns products with large weights and lookups in large tables into those of 8 bits', async () => {
    const graph = quantizeProducts(build());
    expect(graph.nodes.map(({ operator }) => operator)).toEqual([
      ...['Gather', 'Cast', 'Gather', 'Mul'],
      ...['DynamicQuantizeMatMul', 'DynamicQuantizeMatMul'],
      ...['Gemm', 'MatMul', 'Gemm', 'Gemm', 'Identity', 'Identity'],
    ]);
    expect(graph.nodes[4].inputs).toEqual(['looked-up', 'rows:q8t', 'rows:q8-scale', '', 'bias']);
    const kept = [...graph.initializers].map(
      ([name, { dtype, shape }]) => `${name} ${dtype} ${shape.join('x')}`,
    );
    expect(kept).toEqual([
      ...['bias float32 24', 'scaled float32 32x16', 'few float32 16x4', 'twice float32 16x16'],
      ...['table:q8-scale float32 40x1', 'table:q8 int8 40x16'],
      ...[
        'rows:q8-scale float32 24',
        'rows:q8t int8 16x24',
        'columns:q8-scale float32 32',
        'columns:q8 int8 24x32',
      ],
    ]);
    const shapes = inferShapes(graph, { inputs: { words: [5] } });
    expect(shapes.get(graph.nodes[5].outputs[0])).toEqual({ dtype: 'float32', shape: [5, 32] });
    const { data } = (await graph.initializers.get('rows:q8t')!.load()) as Tensor<'int8'>;
    expect(Math.max(...data.map(Math.abs))).toBe(64);
  });

  it('leaves a weight of which a product takes a part', () => {
    const g = new GraphBuilder('net');
    const x = g.input('x', 'float32', ['N', 16]);
    const values = g.op('Slice', [g.weight('qkv', waves(48, 16)), g.ints(32), g.ints(48), g.ints(0)]);
    g.output('y', g.op('Gemm', [x, values], { transB: 1 }), 'float32', ['N', 16]);
    const graph = g.build();
    expect(quantizeProducts(graph)).toEqual(graph);
  });

  it('leaves alone what is to stay in floating point', () => {
    const graph = quantizeProducts(build(), { keepsFloat: (name) => /^(rows|table)$/.test(name) });
    expect(graph.nodes.map(({ operator }) => operator).slice(0, 3)).toEqual([
      'Gather',
      'Gemm',
      'DynamicQuantizeMatMul',
    ]);
  });

  it('is undone by widenStoredWeights, but for the rounding', async () => {
    const widened = widenStoredWeights(quantizeProducts(build()));
    expect(widened.nodes.slice(0, 2)).toEqual(build().nodes.slice(0, 2));
    for (const name of ['table', 'rows', 'columns']) {
      const [found, original] = await Promise.all(
        [widened, build()].map(({ initializers }) => initializers.get(name)!.load()),
      );
      expect(found.shape).toEqual(original.shape);
      // Half a step of the largest value, 7.
      found.data.forEach((value, i) =>
        expect(Math.abs(Number(value) - Number(original.data[i]))).toBeLessThanOrEqual(
          3.6 / (name === 'table' ? 127 : 64),
        ),
      );
    }
  });
});
