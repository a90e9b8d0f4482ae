import { createNodeRuntime } from '@langseg/adapter-node';
import { createReferenceRuntime } from '@langseg/adapter-reference';
import { tensor, type Runtime, type Tensor } from '@langseg/core';
import { encodeModel, GraphBuilder, type Value } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { accumulateGradients } from './accumulate-gradients.js';
import { clipGlobalNorm } from './clip-global-norm.js';
import { globalNorm } from './global-norm.js';

const runtimes: readonly Runtime[] = [createReferenceRuntime(), createNodeRuntime({ threads: 1 })];
const shapes = { kernel: [2, 1, 2], bias: [3], scale: [] } as const;
const gradients = { kernel: [1, -2, 2, 0], bias: [4, 0, -4], scale: [2] };
const norm = Math.sqrt(45);

type Named = Readonly<Record<keyof typeof shapes, readonly number[]>>;

/** Builds a graph from inputs of the given shapes and runs it. */
async function run(
  runtime: Runtime,
  build: (g: GraphBuilder, inputs: Map<string, Value>) => Iterable<readonly [string, Value]>,
  values: Readonly<Record<string, readonly number[]>> = gradients,
): Promise<Record<string, number[]>> {
  const g = new GraphBuilder('gradients');
  const shapeOf = (name: string) => shapes[name.replace(/^sum:/, '') as keyof typeof shapes];
  const inputs = Object.keys(values).map((name): [string, Value] => [
    name,
    g.input(name, 'float32', shapeOf(name)),
  ]);
  for (const [name, value] of build(g, new Map(inputs))) g.output(`out:${name}`, value, 'float32', ['n']);
  const session = await runtime.load(await encodeModel(g.build()));
  const feeds: Record<string, Tensor> = {};
  for (const [name, data] of Object.entries(values))
    feeds[name] = tensor('float32', shapeOf(name), Float32Array.from(data));
  const results = await session.run(feeds);
  await session.dispose();
  return Object.fromEntries(
    Object.entries(results).map(([name, { data }]) => [name.replace(/^out:/, ''), Array.from(data, Number)]),
  );
}

const clip = (maxNorm: number) => (g: GraphBuilder, inputs: Map<string, Value>) => {
  const clipped = clipGlobalNorm(g, inputs, maxNorm);
  return [...clipped.gradients, ['norm', clipped.norm] as const];
};

const scaled = (values: Named, factor: number) =>
  Object.fromEntries(
    Object.entries(values).map(([name, data]) => [
      name,
      data.map((value) => expect.closeTo(value * factor, 5) as number),
    ]),
  );

describe.each(runtimes.map((runtime) => [runtime.name, runtime] as const))('on %s', (_name, runtime) => {
  it('takes the norm of all gradients together', async () => {
    const result = await run(runtime, (g, inputs) => [['norm', globalNorm(g, inputs.values())]]);
    expect(result).toEqual({ norm: [expect.closeTo(norm, 5)] });
    const bias = { bias: gradients.bias };
    const alone = await run(runtime, (g, inputs) => [['norm', globalNorm(g, inputs.values())]], bias);
    expect(alone).toEqual({ norm: [expect.closeTo(Math.sqrt(32), 5)] });
  });

  it('shortens long gradients', async () => {
    const clipped = await run(runtime, clip(1.5));
    const factor = 1.5 / (norm + 1e-6);
    expect(clipped).toEqual({ ...scaled(gradients, factor), norm: [expect.closeTo(norm, 5)] });
  });

  it('leaves short gradients as they are, bit for bit', async () => {
    expect(await run(runtime, clip(100))).toEqual({ ...gradients, norm: [expect.closeTo(norm, 5)] });
    const zeros = { kernel: [0, 0, 0, 0], bias: [0, 0, 0], scale: [0] };
    expect(await run(runtime, clip(1), zeros)).toEqual({ ...zeros, norm: [0] });
  });

  it('shows gradients that are not finite', async () => {
    const broken = await run(runtime, clip(1), { ...gradients, scale: [NaN] });
    expect(broken.norm).toEqual([NaN]);
    const infinite = await run(runtime, clip(1), { ...gradients, scale: [Infinity] });
    expect(infinite.norm).toEqual([Infinity]);
  });

  it('accumulates parts of a batch', async () => {
    const before = { kernel: [1, 1, 1, 1], bias: [0, 0, 0] };
    const part = { kernel: [4, -8, 2, 0], bias: [1, 2, 3] };
    const values = { ...part, 'sum:kernel': before.kernel, 'sum:bias': before.bias };
    for (const inGraph of [false, true]) {
      const sums = await run(
        runtime,
        (g, inputs) => {
          const pick = (prefix: string) =>
            new Map(['kernel', 'bias'].map((name) => [name, inputs.get(prefix + name)!]));
          return accumulateGradients(g, pick('sum:'), pick(''), inGraph ? g.float(4) : 4);
        },
        values,
      );
      expect(sums).toEqual({ kernel: [2, -1, 1.5, 1], bias: [0.25, 0.5, 0.75] });
    }
  });
});

it('misses no sum', () => {
  const g = new GraphBuilder('lost');
  const gradient = new Map([['weight', g.input('x', 'float32', [1])]]);
  expect(() => accumulateGradients(g, new Map(), gradient, 2)).toThrow(
    expect.objectContaining({ code: 'GRAPH_INVALID' }),
  );
});

it('has a norm of 0 without gradients', () => {
  const g = new GraphBuilder('none');
  expect(globalNorm(g, [])).toBe(g.float(0));
});
