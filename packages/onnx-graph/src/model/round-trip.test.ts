import { sourceOf, tensor, type DType, type Tensor } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../graph/graph-builder.js';
import type { Graph } from '../graph/graph.js';
import { decodeModel } from './decode-model.js';
import { encodeModel } from './encode-model.js';

function exampleGraph(): Graph {
  const g = new GraphBuilder('example', { opset: 21 });
  const x = g.input('x', 'float32', ['batch', 3, 4]);
  const weights = tensor('float32', [2, 4], Float32Array.of(1, -2, 3, 4.5, 5, 6, 7, 8));
  const y = g.op('MatMul', [
    x,
    g.op('Transpose', [g.weight('head.weight', sourceOf(weights))], { perm: [1, 0] }),
  ]);
  const clipped = g.op('Clip', [y, undefined, g.float(6)]);
  const attributes = { alpha: { kind: 'float', value: 1 }, note: { kind: 'string', value: 'né' } } as const;
  const custom = g.custom('my.domain', 'Twist', [clipped], {
    ...attributes,
    sizes: { kind: 'floats', value: [1, 2.5] },
  });
  g.output('y', custom, 'float32', ['batch', 3, 2]);
  g.output('shape', g.op('Shape', [custom]), 'int64', [3]);
  return g.build({ license: 'MIT' });
}

describe('encodeModel and decodeModel', () => {
  it('give back the same graph', async () => {
    const graph = exampleGraph();
    const { model, externalData } = await encodeModel(graph);
    const decoded = decodeModel(model);
    expect({ ...decoded, initializers: undefined }).toEqual({ ...graph, initializers: undefined });
    expect([...decoded.initializers.keys()]).toEqual([...graph.initializers.keys()]);
    expect(externalData?.map(({ path }) => path)).toEqual(['head.weight']);
  });

  it('keep constants inside and read weights from where they lie', async () => {
    const { model, externalData } = await encodeModel(exampleGraph());
    const reads: unknown[] = [];
    const decoded = decodeModel(model, {
      readExternal: (location, offset, length) => {
        reads.push([location, offset, length]);
        return Promise.resolve(externalData![0].data);
      },
    });
    expect(decoded.initializers.get('constant_0')!.value!.data).toEqual(Float32Array.of(6));
    const weight = decoded.initializers.get('head.weight')!;
    expect(weight.value).toBeUndefined();
    expect(reads).toEqual([]);
    expect(await weight.load()).toEqual(await exampleGraph().initializers.get('head.weight')!.load());
    expect(reads).toEqual([['head.weight', 0, 32]]);
  });

  it.each<[DType, Tensor['data']]>([
    ['float32', Float32Array.of(1, NaN, -0)],
    ['float64', Float64Array.of(1, 1e300, Math.PI)],
    ['float16', Uint16Array.of(0x3c00, 0x7c00, 1)],
    ['bfloat16', Uint16Array.of(0x3f80, 0, 1)],
    ['int8', Int8Array.of(-128, 0, 127)],
    ['uint8', Uint8Array.of(0, 128, 255)],
    ['int16', Int16Array.of(-5, 0, 32767)],
    ['uint16', Uint16Array.of(0, 1, 65535)],
    ['int32', Int32Array.of(-1, 2, 3)],
    ['uint32', Uint32Array.of(0, 1, 2 ** 32 - 1)],
    ['int64', BigInt64Array.of(-(2n ** 63n), 0n, 2n ** 63n - 1n)],
    ['uint64', BigUint64Array.of(0n, 1n, 2n ** 64n - 1n)],
    ['bool', Uint8Array.of(0, 1, 1)],
  ])('keep every bit of a %s constant', async (dtype, data) => {
    const g = new GraphBuilder('constant');
    const constant = g.constant({ dtype, shape: [3], data });
    g.output('y', constant, dtype, [3]);
    const decoded = decodeModel((await encodeModel(g.build())).model);
    expect(decoded.initializers.get(constant.name)!.value).toEqual({ dtype, shape: [3], data });
    expect(decoded.outputs[0].dtype).toBe(dtype);
  });

  it('refuse a weight that loads other data than it declares', async () => {
    const g = new GraphBuilder('liar');
    const short = {
      dtype: 'float32',
      shape: [4],
      load: () => Promise.resolve(tensor('float32', [3])),
    } as const;
    g.output('y', g.weight('w', short), 'float32', [4]);
    await expect(encodeModel(g.build())).rejects.toMatchObject({ code: 'GRAPH_INVALID' });
  });

  it('stop when the signal fires', async () => {
    const signal = AbortSignal.abort();
    await expect(encodeModel(exampleGraph(), { signal })).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('name what is missing when external data is needed and not given', async () => {
    const { model } = await encodeModel(exampleGraph());
    const weight = decodeModel(model).initializers.get('head.weight')!;
    await expect(weight.load()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
