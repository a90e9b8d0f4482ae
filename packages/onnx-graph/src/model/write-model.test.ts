import { sourceOf, tensor, type TensorSource } from '@langseg/core';
import { fromBinary } from '@bufbuild/protobuf';
import { ModelProtoSchema } from 'onnx-buf';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../graph/graph-builder.js';
import { decodeModel } from './decode-model.js';
import { encodeModel, writeModel } from './encode-model.js';
import { externalLocations } from './external-locations.js';
import { toModelProto } from './to-proto.js';

function memory() {
  const chunks: Uint8Array[] = [];
  return {
    sink: (chunk: Uint8Array) => {
      chunks.push(chunk.slice());
      return Promise.resolve();
    },
    bytes: () => Uint8Array.from(chunks.flatMap((chunk) => [...chunk])),
  };
}

function graphOf(weights: Readonly<Record<string, TensorSource>>) {
  const g = new GraphBuilder('weights');
  const values = Object.entries(weights).map(([name, source]) => g.weight(name, source));
  g.output('y', g.op('Concat', values, { axis: 0 }), 'float32', ['n']);
  return g.build();
}

const counting = (length: number) =>
  sourceOf(
    tensor(
      'float32',
      [length],
      Float32Array.from({ length }, (_, i) => i),
    ),
  );

describe('writeModel', () => {
  it('puts every weight on a page of its own in one data file', async () => {
    const [model, data] = [memory(), memory()];
    const progress: number[][] = [];
    const graph = graphOf({ a: counting(3), b: counting(1500), c: counting(2) });
    await writeModel(
      graph,
      { model: model.sink, data: data.sink },
      {
        dataLocation: 'model.onnx_data',
        onProgress: (...step) => progress.push(step),
      },
    );

    const file = data.bytes();
    expect(file.length).toBe(3 * 4096 + 8);
    expect(externalLocations(model.bytes())).toEqual(['model.onnx_data']);
    expect(progress).toEqual([
      [12, file.length],
      [4096 + 6000, file.length],
      [file.length, file.length],
    ]);
    const decoded = decodeModel(model.bytes(), {
      readExternal: (location, offset, length) => {
        expect(location).toBe('model.onnx_data');
        expect(offset % 4096).toBe(0);
        return Promise.resolve(file.slice(offset, offset + length));
      },
    });
    for (const [name, { length }] of Object.entries({ a: [0, 1, 2], b: { length: 1500 }, c: [0, 1] }))
      expect((await decoded.initializers.get(name)!.load()).data).toEqual(
        (await counting(length).load()).data,
      );
  });

  it('holds one weight at a time', async () => {
    let loaded = 0;
    let written = 0;
    const lazy: TensorSource = {
      dtype: 'float32',
      shape: [2],
      load: () => {
        expect(loaded++).toBe(written);
        return Promise.resolve(tensor('float32', [2]));
      },
    };
    const data = (chunk: Uint8Array) => {
      if (chunk.length === 8) written++;
      return Promise.resolve();
    };
    await writeModel(
      graphOf({ a: lazy, b: lazy, c: lazy }),
      { model: memory().sink, data },
      { dataLocation: 'd' },
    );
    expect(written).toBe(3);
  });

  it('places weights beyond 4 GB exactly, without loading anything before the model is written', async () => {
    const huge: TensorSource = {
      dtype: 'float32',
      shape: [700, 1_000_001],
      load: () => Promise.reject(new Error('loaded')),
    };
    const model = memory();
    const graph = graphOf({ a: huge, b: huge, c: huge });
    const sinks = { model: model.sink, data: memory().sink };
    await expect(writeModel(graph, sinks, { dataLocation: 'd' })).rejects.toThrow('loaded');

    const bytes = 700 * 1_000_001 * 4;
    const page = Math.ceil(bytes / 4096) * 4096;
    const { initializer } = fromBinary(ModelProtoSchema, model.bytes()).graph!;
    const entries = initializer.map(({ externalData }) =>
      Object.fromEntries(externalData.map(({ key, value }) => [key, value])),
    );
    expect(entries).toEqual(
      [0, page, 2 * page].map((offset) => ({ location: 'd', offset: `${offset}`, length: `${bytes}` })),
    );
    expect(2 * page).toBeGreaterThan(2 ** 32);
  });

  it('stops when the signal fires between weights', async () => {
    const controller = new AbortController();
    const written = writeModel(
      graphOf({ a: counting(3), b: counting(3) }),
      { model: memory().sink, data: memory().sink },
      {
        dataLocation: 'd',
        signal: controller.signal,
        onProgress: () => controller.abort(),
      },
    );
    await expect(written).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('passes on what a sink throws', async () => {
    const full = () => Promise.reject(new Error('disk full'));
    const graph = graphOf({ a: counting(3) });
    await expect(writeModel(graph, { model: full, data: full }, { dataLocation: 'd' })).rejects.toThrow(
      'disk full',
    );
  });
});

describe('toModelProto', () => {
  it('writes the opset of every domain and the shape of what is declared', async () => {
    const g = new GraphBuilder('domains', { opset: 18 });
    const x = g.custom('com.microsoft', 'FusedMatMul', [g.input('x', 'float32', ['batch', 3])]);
    g.output('y', x, 'float32', ['batch', 3]);
    const proto = fromBinary(ModelProtoSchema, (await encodeModel(g.build())).model);
    expect(proto.opsetImport.map(({ domain, version }) => [domain, version])).toEqual(
      expect.arrayContaining([
        ['', 18n],
        ['com.microsoft', 1n],
      ]),
    );
    expect(toModelProto(g.build(), new Map()).graph!.input[0].type!.value.value).toMatchObject({
      elemType: 1,
      shape: { dim: [{ value: { value: 'batch' } }, { value: { value: 3n } }] },
    });
  });
});
