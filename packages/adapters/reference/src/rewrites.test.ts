import { sourceOf, type Tensor } from '@langseg/core';
import {
  encodeModel,
  foldBatchNorm,
  foldConstants,
  GraphBuilder,
  storeAsFloat16,
  type Graph,
} from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { Random } from './__fixtures__/random.js';
import { createReferenceRuntime } from './create-reference-runtime.js';
import { evaluateNode } from './evaluate-node.js';

const random = new Random(6);

/** Two convolutions with batch norms, one grouped and with bias, and sizes computed from shapes. */
function network(): Graph {
  const g = new GraphBuilder('network');
  const x = g.input('x', 'float32', [1, 4, 6, 6]);
  const weight = (name: string, shape: number[], low = -1) =>
    g.weight(name, sourceOf(random.floats(shape, low, 1)));
  const norm = (name: string, y: typeof x, width: number) =>
    g.op('BatchNormalization', [
      y,
      ...['scale', 'bias', 'mean'].map((part) => weight(`${name}.${part}`, [width])),
      weight(`${name}.variance`, [width], 0.1),
    ]);
  const first = norm(
    'bn1',
    g.op('Conv', [x, weight('conv1', [8, 2, 3, 3]), weight('bias1', [8])], { group: 2 }),
    8,
  );
  const second = norm('bn2', g.op('Conv', [g.op('Relu', [first]), weight('conv2', [6, 8, 1, 1])]), 6);
  const shape = g.op('Concat', [g.ints(1), g.op('Mul', [g.ints(3, 2), g.ints(2, 1)]), g.ints(-1)], {
    axis: 0,
  });
  g.output('y', g.op('Reshape', [second, shape]), 'float32', [1, 6, 2, 'n']);
  return g.build();
}

async function run(graph: Graph, x: Tensor): Promise<Tensor> {
  const session = await createReferenceRuntime().load(await encodeModel(graph));
  return (await session.run({ x })).y;
}

function largestDifference(a: Tensor, b: Tensor): number {
  expect(a.shape).toEqual(b.shape);
  const [first, second] = [a.data, b.data] as Float32Array[];
  return first.reduce((most, value, i) => Math.max(most, Math.abs(value - second[i])), 0);
}

describe('rewritten graphs compute the same', () => {
  const graph = network();
  const x = random.floats([1, 4, 6, 6]);

  it('with batch norms folded', async () => {
    const folded = foldBatchNorm(graph);
    expect(folded.nodes.map(({ operator }) => operator)).not.toContain('BatchNormalization');
    expect(largestDifference(await run(folded, x), await run(graph, x))).toBeLessThan(2e-6);
  });

  it('with constants folded', async () => {
    const folded = foldConstants(graph, { evaluate: evaluateNode });
    expect(folded.nodes.map(({ operator }) => operator)).not.toContain('Concat');
    expect(await run(folded, x)).toEqual(await run(graph, x));
  });

  it('with weights stored as float16, up to their rounding', async () => {
    const stored = storeAsFloat16(graph, 1);
    const difference = largestDifference(await run(stored, x), await run(graph, x));
    expect(difference).toBeGreaterThan(0);
    expect(difference).toBeLessThan(1e-2);
  });
});
