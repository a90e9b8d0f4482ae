import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import { LangSegError, sourceOf, tensor } from '@langseg/core';
import {
  AttributeProto_AttributeType as Kind,
  ModelProtoSchema,
  TensorProto_DataLocation,
  type GraphProtoSchema,
  type TensorProtoSchema,
} from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../graph/graph-builder.js';
import { decodeModel } from './decode-model.js';
import { encodeModel } from './encode-model.js';

type GraphInit = MessageInitShape<typeof GraphProtoSchema>;

const relu = { opType: 'Relu', input: ['x'], output: ['y'] };
const value = (name: string, elemType = 1) => ({
  name,
  type: { value: { case: 'tensorType' as const, value: { elemType } } },
});

function bytesOf(graph: GraphInit, opset = 20n): Uint8Array {
  const opsetImport = [{ domain: '', version: opset }];
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, { opsetImport, graph }));
}

function withTensor(init: MessageInitShape<typeof TensorProtoSchema>): Uint8Array {
  return bytesOf({ node: [relu], initializer: [{ name: 'x', dataType: 1, ...init }], output: [value('y')] });
}

describe('decodeModel reads what other exporters write', () => {
  it('tensors as typed lists', () => {
    const initializer = [
      { name: 'f', dataType: 1, dims: [2n], floatData: [1.5, 2] },
      { name: 'd', dataType: 11, dims: [1n], doubleData: [0.1] },
      { name: 'i', dataType: 7, dims: [2n], int64Data: [1n, -1n] },
      { name: 'u', dataType: 12, dims: [1n], uint64Data: [9n] },
      { name: 'b', dataType: 9, dims: [2n], int32Data: [0, 1] },
    ];
    const { initializers } = decodeModel(
      bytesOf({ node: [{ ...relu, input: ['f'] }], initializer, output: [value('y')] }),
    );
    const data = Object.fromEntries([...initializers].map(([name, { value }]) => [name, value!.data]));
    expect(data).toEqual({
      f: Float32Array.of(1.5, 2),
      d: Float64Array.of(0.1),
      i: BigInt64Array.of(1n, -1n),
      u: Uint32Array.of(9),
      b: Uint8Array.of(0, 1),
    });
  });

  it('Constant nodes, as constants', () => {
    const constant = (output: string, attribute: object) => ({
      opType: 'Constant',
      output: [output],
      attribute: [attribute],
    });
    const graph = decodeModel(
      bytesOf({
        node: [
          constant('t', {
            name: 'value',
            type: Kind.TENSOR,
            t: { dataType: 7, dims: [1n], int64Data: [3n] },
          }),
          constant('f', { name: 'value_float', type: Kind.FLOAT, f: 0.5 }),
          constant('fs', { name: 'value_floats', type: Kind.FLOATS, floats: [1, 2] }),
          constant('i', { name: 'value_int', type: Kind.INT, i: 4n }),
          constant('is', { name: 'value_ints', type: Kind.INTS, ints: [1n, 2n] }),
          { ...relu, input: ['f'] },
        ],
        output: [value('y')],
      }),
    );
    expect(graph.nodes.map(({ operator }) => operator)).toEqual(['Relu']);
    expect(
      Object.fromEntries(
        [...graph.initializers].map(([name, { shape, value }]) => [name, [shape, value!.data]]),
      ),
    ).toEqual({
      t: [[1], BigInt64Array.of(3n)],
      f: [[], Float32Array.of(0.5)],
      fs: [[2], Float32Array.of(1, 2)],
      i: [[], BigInt64Array.of(4n)],
      is: [[2], BigInt64Array.of(1n, 2n)],
    });
  });

  it('inputs that repeat an initialiser, unnamed nodes and free axes', () => {
    const shape = { dim: [{ value: { case: 'dimParam' as const, value: 'n' } }, {}] };
    const x = { name: 'x', type: { value: { case: 'tensorType' as const, value: { elemType: 1, shape } } } };
    const graph = decodeModel(
      bytesOf({
        node: [{ opType: 'Add', domain: 'ai.onnx', input: ['x', 'w'], output: ['y'] }],
        input: [x, value('w')],
        initializer: [{ name: 'w', dataType: 1, floatData: [1] }],
        output: [value('y')],
      }),
    );
    expect(graph.inputs).toEqual([{ name: 'x', dtype: 'float32', shape: ['n', 'x_1'] }]);
    expect(graph.nodes[0]).toMatchObject({ name: 'Add_0', domain: '' });
  });
});

describe('decodeModel refuses', () => {
  const external = (...entries: [string, string][]) => ({
    dims: [4n],
    dataLocation: TensorProto_DataLocation.EXTERNAL,
    externalData: entries.map(([key, value]) => ({ key, value })),
  });

  it.each<[string, 'FILE_CORRUPT' | 'GRAPH_INVALID', Uint8Array]>([
    ['nothing at all', 'FILE_CORRUPT', new Uint8Array()],
    ['no graph', 'FILE_CORRUPT', bytesOf({})],
    ['no opset', 'FILE_CORRUPT', bytesOf({ node: [relu], input: [value('x')], output: [value('y')] }, 0n)],
    ['text', 'FILE_CORRUPT', new TextEncoder().encode('<!DOCTYPE html><html></html>')],
    ['too little data', 'FILE_CORRUPT', withTensor({ dims: [4n], rawData: new Uint8Array(15) })],
    ['too much data', 'FILE_CORRUPT', withTensor({ dims: [4n], rawData: new Uint8Array(17) })],
    ['a list that is too short', 'FILE_CORRUPT', withTensor({ dims: [4n], floatData: [1] })],
    ['a negative length', 'FILE_CORRUPT', withTensor({ dims: [-1n, -4n], rawData: new Uint8Array(16) })],
    ['an unthinkable size', 'FILE_CORRUPT', withTensor({ dims: [2n ** 40n, 2n ** 40n] })],
    ['a promised terabyte', 'FILE_CORRUPT', withTensor({ dims: [2n ** 38n] })],
    [
      'external data of another length',
      'FILE_CORRUPT',
      withTensor(external(['location', 'd'], ['length', '15'])),
    ],
    [
      'external data at a nonsense offset',
      'FILE_CORRUPT',
      withTensor(external(['location', 'd'], ['offset', '-1'])),
    ],
    ['strings', 'GRAPH_INVALID', withTensor({ dataType: 8, dims: [1n] })],
    [
      'an input that is no tensor',
      'GRAPH_INVALID',
      bytesOf({ node: [relu], input: [{ name: 'x' }], output: [value('y')] }),
    ],
    ['a value that nothing defines', 'GRAPH_INVALID', bytesOf({ node: [relu], output: [value('y')] })],
    [
      'an output that nothing defines',
      'GRAPH_INVALID',
      bytesOf({ node: [relu], input: [value('x')], output: [value('z')] }),
    ],
    [
      'a value defined twice',
      'GRAPH_INVALID',
      bytesOf({ node: [relu, relu], input: [value('x')], output: [value('y')] }),
    ],
    [
      'subgraphs',
      'GRAPH_INVALID',
      bytesOf({
        node: [{ ...relu, opType: 'If', attribute: [{ name: 'then_branch', type: Kind.GRAPH }] }],
        input: [value('x')],
        output: [value('y')],
      }),
    ],
    [
      'sparse tensors',
      'GRAPH_INVALID',
      bytesOf({ node: [relu], input: [value('x')], output: [value('y')], sparseInitializer: [{}] }),
    ],
  ])('%s with %s', (_, code, bytes) => {
    expect(() => decodeModel(bytes)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('external data that turns out shorter', async () => {
    const graph = decodeModel(withTensor(external(['location', 'd'])), {
      readExternal: () => Promise.resolve(new Uint8Array(8)),
    });
    await expect(graph.initializers.get('x')!.load()).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
  });

  it('a model cut or changed anywhere with a LangSegError, or reads it', async () => {
    const g = new GraphBuilder('net');
    const x = g.input('x', 'float32', ['n', 4]);
    const w = g.weight('w', sourceOf(tensor('float32', [4, 4])));
    g.output('y', g.op('Gemm', [x, w, g.constant(tensor('float32', [4]))], { alpha: 0.5 }), 'float32', [
      'n',
      4,
    ]);
    const { model } = await encodeModel(g.build({ license: 'MIT' }));
    const outcome = (bytes: Uint8Array) => {
      try {
        decodeModel(bytes);
        return 'read';
      } catch (error) {
        return LangSegError.is(error) ? error.code : `unexpected ${String(error)}`;
      }
    };
    const outcomes = new Set<string>();
    for (let end = 0; end < model.length; end++) outcomes.add(outcome(model.slice(0, end)));
    for (let at = 0; at < model.length; at++)
      for (const flip of [1, 2, 4, 7, 0x80, 0xff]) outcomes.add(outcome(model.with(at, model[at] ^ flip)));
    expect(outcomes).toEqual(new Set(['read', 'FILE_CORRUPT', 'GRAPH_INVALID']));
  });
});
