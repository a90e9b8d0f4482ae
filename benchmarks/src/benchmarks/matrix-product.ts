import { createNodeRuntime } from '@langseg/adapter-node';
import { sourceOf } from '@langseg/core';
import { encodeModel, GraphBuilder } from '@langseg/onnx-graph';
import type { TimedBenchmark } from '../measuring/benchmark.js';
import { randomTensor } from '../models/random-weights.js';

const [rows, inner, columns] = [2048, 4096, 1024];

/**
 * One large product, the best the processor can do: 2 · 2048 · 4096 · 1024 operations. Large encoders are little else,
 * so their times compare between machines as multiples of this one.
 */
export const matrixProduct: TimedBenchmark = {
  id: 'machine/matrix-product',
  title: 'The machine itself: a matrix product of 17 GFLOP',
  operations: 2 * rows * inner * columns,
  async prepare() {
    const g = new GraphBuilder('matrix-product');
    const x = g.input('x', 'float32', [rows, inner]);
    const product = g.op('MatMul', [x, g.weight('weight', sourceOf(randomTensor([inner, columns], 1)))]);
    // One number comes out, so that copying the result does not count.
    g.output('sum', g.op('ReduceSum', [product], { keepdims: 0 }), 'float32', []);
    const session = await createNodeRuntime().load(await encodeModel(g.build()));
    const feeds = { x: randomTensor([rows, inner], 2) };
    return { variants: [{ name: 'multiply', run: () => session.run(feeds) }] };
  },
};
