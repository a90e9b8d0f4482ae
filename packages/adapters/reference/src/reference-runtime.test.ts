import { sourceOf, tensor, type ModelSource, type Tensor } from '@langseg/core';
import { encodeModel, GraphBuilder, writeModel, type Graph } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { createReferenceRuntime } from './create-reference-runtime.js';
import { evaluateNode } from './evaluate-node.js';
import { Random } from './__fixtures__/random.js';

const row = (...values: number[]) => tensor('float32', [1, values.length], Float32Array.from(values));

function linearGraph(): Graph {
  const g = new GraphBuilder('linear');
  const x = g.input('x', 'float32', ['rows', 2]);
  const weight = sourceOf(tensor('float32', [2, 2], Float32Array.of(1, 2, 3, 4)));
  g.output('y', g.op('MatMul', [x, g.weight('w', weight)]), 'float32', ['rows', 2]);
  return g.build();
}

/** The files of a model on an imagined disk. */
async function files(graph: Graph, dataLocation = 'model.onnx_data'): Promise<Map<string, Uint8Array>> {
  const stored = new Map<string, Uint8Array>();
  const sink = (path: string) => (chunk: Uint8Array) => {
    stored.set(path, Uint8Array.from([...(stored.get(path) ?? []), ...chunk]));
    return Promise.resolve();
  };
  await writeModel(
    graph,
    { model: sink('dir/model.onnx'), data: sink('dir/model.onnx_data') },
    { dataLocation },
  );
  return stored;
}

describe('createReferenceRuntime', () => {
  it('opens files with readFile, reading each external file once', async () => {
    const g = new GraphBuilder('two weights');
    const x = g.input('x', 'float32', [1, 2]);
    const parts = [1, 2].map((value) => g.weight(`w${value}`, sourceOf(row(value, 10 * value))));
    g.output('y', g.op('Add', [g.op('Mul', [x, parts[0]]), parts[1]]), 'float32', [1, 2]);
    const stored = await files(g.build());
    const read: string[] = [];
    const runtime = createReferenceRuntime({
      readFile: (path) => {
        read.push(path);
        return Promise.resolve(stored.get(path)!);
      },
    });
    const session = await runtime.load({ kind: 'file', path: 'dir/model.onnx' });
    expect(read).toEqual(['dir/model.onnx', 'dir/model.onnx_data']);
    expect(await session.run({ x: row(3, 4) })).toEqual({ y: row(5, 60) });
  });

  it('refuses files without readFile', async () => {
    const loading = createReferenceRuntime().load({ kind: 'file', path: 'dir/model.onnx' });
    await expect(loading).rejects.toMatchObject({ code: 'RUNTIME_FAILED' });
    await expect(loading).rejects.toThrow('dir/model.onnx');
  });

  it.each(['../secret', '/etc/passwd', 'a/../../b', 'C:\\secret', '..\\secret'])(
    'refuses external data at %s',
    async (location) => {
      const stored = await files(linearGraph(), location);
      const readFile = (path: string) => {
        expect(path).toBe('dir/model.onnx');
        return Promise.resolve(stored.get(path)!);
      };
      const loading = createReferenceRuntime({ readFile }).load({ kind: 'file', path: 'dir/model.onnx' });
      await expect(loading).rejects.toMatchObject({ code: 'FILE_UNSAFE' });
    },
  );

  it('names external data that was not given or is too short', async () => {
    const { model, externalData } = await encodeModel(linearGraph());
    const load = (source: ModelSource) => createReferenceRuntime().load(source);
    await expect(load({ kind: 'bytes', model })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const short = [{ path: 'w', data: externalData![0].data.slice(4) }];
    await expect(load({ kind: 'bytes', model, externalData: short })).rejects.toMatchObject({
      code: 'FILE_CORRUPT',
    });
  });

  it.each([
    ['an operator', '', 'Twist', 20],
    ['a domain', 'com.microsoft', 'Relu', 20],
    ['an old opset', '', 'Relu', 12],
  ])('names the node when it does not support %s', async (_, domain, operator, opset) => {
    const g = new GraphBuilder('strange', { opset });
    g.output('y', g.custom(domain, operator, [g.input('x', 'float32', [1])]), 'float32', [1]);
    const loading = createReferenceRuntime().load(await encodeModel(g.build()));
    await expect(loading).rejects.toMatchObject({ code: 'GRAPH_INVALID' });
    await expect(loading).rejects.toThrow(operator === 'Twist' ? 'Twist_0' : /Relu|opset/);
  });

  it('reports inputs that a node can not take as RUNTIME_FAILED, naming the node', async () => {
    const g = new GraphBuilder('sum');
    const sum = g.op('Add', [g.input('a', 'float32', ['n']), g.input('b', 'float32', ['m'])]);
    g.output('y', sum, 'float32', ['n']);
    const session = await createReferenceRuntime().load(await encodeModel(g.build()));
    const run = session.run({ a: tensor('float32', [2]), b: tensor('float32', [3]) });
    await expect(run).rejects.toMatchObject({ code: 'RUNTIME_FAILED' });
    await expect(run).rejects.toThrow('Add_0');
    await expect(
      session.run({ a: tensor('float32', [2]), b: tensor('float32', [1]) }),
    ).resolves.toBeDefined();
  });

  it('stops between nodes when the signal fires during a run', async () => {
    const g = new GraphBuilder('long');
    let x = g.input('x', 'float32', [160, 160]);
    for (let i = 0; i < 400; i++) x = g.op('MatMul', [x, x]);
    g.output('y', x, 'float32', [160, 160]);
    const session = await createReferenceRuntime().load(await encodeModel(g.build()));
    const controller = new AbortController();
    setTimeout(() => controller.abort());
    const run = session.run({ x: tensor('float32', [160, 160]) }, { signal: controller.signal });
    await expect(run).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('lets a run finish that was started before dispose, but none that waited', async () => {
    const session = await createReferenceRuntime().load(await encodeModel(linearGraph()));
    const first = session.run({ x: row(1, 1) });
    await Promise.resolve();
    const second = session.run({ x: row(1, 1) });
    await session.dispose();
    expect(await first).toEqual({ y: row(4, 6) });
    await expect(second).rejects.toMatchObject({ code: 'DISPOSED' });
  });

  it('returns values of inner nodes, of initialisers and of inputs as outputs', async () => {
    const g = new GraphBuilder('outputs');
    const x = g.input('x', 'float32', [1, 2]);
    const doubled = g.op('Add', [x, x], {}, 'doubled');
    g.output('doubled', doubled, 'float32', [1, 2]);
    g.output('tripled', g.op('Add', [doubled, x]), 'float32', [1, 2]);
    g.output('constant', g.constant(row(7)), 'float32', [1, 1]);
    const session = await createReferenceRuntime().load(await encodeModel(g.build()));
    expect(await session.run({ x: row(1, 2) })).toEqual({
      doubled: row(2, 4),
      tripled: row(3, 6),
      constant: row(7),
    });
  });
});

describe('precision', () => {
  it('sums in double precision', async () => {
    const g = new GraphBuilder('sum');
    const x = g.input('x', 'float32', [3]);
    g.output('y', g.op('ReduceSum', [x, g.ints(0)], { keepdims: 0 }), 'float32', []);
    const session = await createReferenceRuntime().load(await encodeModel(g.build()));
    const { y } = await session.run({ x: tensor('float32', [3], Float32Array.of(2 ** 30, 1, -(2 ** 30))) });
    expect(y.data[0]).toBe(1);
  });
});

describe('evaluateNode', () => {
  const node = { name: 'n', operator: 'Add', domain: '', inputs: ['a', 'b'], outputs: ['c'], attributes: {} };
  const random = new Random(9);

  it('computes one node', () => {
    const n: Tensor = tensor('int64', [2], BigInt64Array.of(2n ** 60n, 5n));
    const one: Tensor = tensor('int64', [], BigInt64Array.of(1n));
    expect(evaluateNode(node, [n, one], 20)).toEqual([
      tensor('int64', [2], BigInt64Array.of(2n ** 60n + 1n, 6n)),
    ]);
  });

  it.each([
    ['float16 arithmetic', [tensor('float16', [2]), tensor('float16', [2])]],
    ['missing inputs', [random.floats([2]), undefined]],
  ])('refuses %s with GRAPH_INVALID', (_, inputs) => {
    expect(() => evaluateNode(node, inputs, 20)).toThrow(
      expect.objectContaining({ code: 'GRAPH_INVALID' }) as Error,
    );
  });

  it.each([
    ['Resize', { mode: 'lanczos' }],
    ['Resize', { coordinate_transformation_mode: 'tf_crop_and_resize' }],
    ['Pad', { mode: 'mirror' }],
  ])('refuses %s with %j with GRAPH_INVALID', (operator, options) => {
    const attributes = Object.fromEntries(
      Object.entries(options).map(([name, value]) => [name, { kind: 'string', value } as const]),
    );
    const x = random.floats([2, 2]);
    const sizes = tensor('int64', [2], BigInt64Array.of(4n, 4n));
    const pads = tensor('int64', [4]);
    const inputs = operator === 'Pad' ? [x, pads] : [x, undefined, undefined, sizes];
    expect(() => evaluateNode({ ...node, operator, attributes }, inputs, 20)).toThrow(
      expect.objectContaining({ code: 'GRAPH_INVALID' }) as Error,
    );
  });
});
