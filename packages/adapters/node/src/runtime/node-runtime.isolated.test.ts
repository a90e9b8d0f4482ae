import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tensor, toBytes, type LangSegError, type DType, type DTypeArrays } from '@langseg/core';
import { TensorProto_DataType as type } from 'onnx-buf';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { externalAddModel, identityModel, onnxModel, value } from './__fixtures__/onnx-model.js';
import { createNodeRuntime } from './node-runtime.js';

const runtime = createNodeRuntime({ threads: 1 });
const load = (model: Uint8Array) => runtime.load({ kind: 'bytes', model });
const x = tensor('float32', [3], Float32Array.of(1, 2, 3));
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'runtime-'));
});
afterAll(() => rm(dir, { recursive: true }));

describe('loading', () => {
  it('loads from bytes with external data in memory', async () => {
    const externalData = [{ path: 'w.bin', data: toBytes(Float32Array.of(10, 20, 30)) }];
    const session = await runtime.load({ kind: 'bytes', model: externalAddModel('w.bin', 3), externalData });
    expect(await session.run({ x })).toEqual({ y: tensor('float32', [3], Float32Array.of(11, 22, 33)) });
  });

  it.each([true, false])('loads from a file with external data beside it (prepack %s)', async (prepack) => {
    const path = join(dir, 'model.onnx');
    await writeFile(path, externalAddModel('w.bin', 3));
    await writeFile(join(dir, 'w.bin'), toBytes(Float32Array.of(10, 20, 30)));
    const session = await runtime.load({ kind: 'file', path }, { prepack });
    expect((await session.run({ x })).y.data).toEqual(Float32Array.of(11, 22, 33));
  });

  it.each(['../secret.bin', 'w/../../secret.bin', 'ABSOLUTE'])(
    'refuses external data outside the folder of the model (%s)',
    async (location) => {
      const folder = await mkdtemp(join(dir, 'model-'));
      const secret = join(dir, 'secret.bin');
      await writeFile(secret, toBytes(Float32Array.of(10, 20, 30)));
      await mkdir(join(folder, 'w'));
      const path = join(folder, 'model.onnx');
      await writeFile(path, externalAddModel(location === 'ABSOLUTE' ? secret : location, 3));
      await expect(runtime.load({ kind: 'file', path })).rejects.toMatchObject({ code: 'RUNTIME_FAILED' });
    },
  );

  it('describes inputs and outputs, symbolic axes as undefined', async () => {
    const session = await load(identityModel(type.INT64, ['N', 77]));
    expect(session.inputs).toEqual([{ name: 'x', dtype: 'int64', shape: [undefined, 77] }]);
    expect(session.outputs).toEqual([{ name: 'y', dtype: 'int64', shape: [undefined, 77] }]);
  });

  it('says which file is missing', async () => {
    const path = join(dir, 'absent.onnx');
    await expect(runtime.load({ kind: 'file', path })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining(path),
    });
    await expect(runtime.load({ kind: 'file', path: dir })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it("passes on the runtime's words for a broken model", async () => {
    await expect(load(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({
      code: 'RUNTIME_FAILED',
      message: expect.stringContaining('protobuf'),
    });
  });

  it('refuses models with string inputs', async () => {
    await expect(load(identityModel(type.STRING, [1]))).rejects.toMatchObject({
      code: 'RUNTIME_FAILED',
      message: expect.stringContaining('string tensor'),
    });
  });

  it('stops before loading when aborted', async () => {
    const model = { kind: 'bytes', model: identityModel(type.FLOAT, [3]) } as const;
    await expect(runtime.load(model, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});

describe('element types', () => {
  const cases: { [D in Exclude<DType, 'bfloat16'>]: [number, DTypeArrays[D]] } = {
    float32: [type.FLOAT, Float32Array.of(0.5, -1)],
    float64: [type.DOUBLE, Float64Array.of(0.1, -1)],
    float16: [type.FLOAT16, Uint16Array.of(0x3c00, 0x7bff)],
    int8: [type.INT8, Int8Array.of(-128, 127)],
    uint8: [type.UINT8, Uint8Array.of(0, 255)],
    int16: [type.INT16, Int16Array.of(-32768, 5)],
    uint16: [type.UINT16, Uint16Array.of(65535, 5)],
    int32: [type.INT32, Int32Array.of(-5, 2 ** 31 - 1)],
    uint32: [type.UINT32, Uint32Array.of(5, 2 ** 32 - 1)],
    int64: [type.INT64, BigInt64Array.of(-5n, 2n ** 62n)],
    uint64: [type.UINT64, BigUint64Array.of(5n, 2n ** 64n - 1n)],
    bool: [type.BOOL, Uint8Array.of(1, 0)],
  };

  it.each(Object.entries(cases))('%s goes in and comes out unchanged', async (dtype, [elemType, data]) => {
    const session = await load(identityModel(elemType, [2]));
    const { y } = await session.run({ x: tensor(dtype as DType, [2], data) });
    expect(y).toEqual({ dtype, shape: [2], data });
    expect(y.data.buffer).not.toBe(data.buffer);
  });

  it('takes scalars and empty tensors', async () => {
    const scalar = await load(identityModel(type.FLOAT, []));
    expect((await scalar.run({ x: tensor('float32', [], Float32Array.of(7)) })).y).toEqual(
      tensor('float32', [], Float32Array.of(7)),
    );
    const rows = await load(identityModel(type.FLOAT, ['N', 3]));
    expect((await rows.run({ x: tensor('float32', [0, 3]) })).y.shape).toEqual([0, 3]);
  });
});

describe('feeds', () => {
  const feeds = {
    missing: {},
    unknown: { x: tensor('float32', [2, 3]), z: x },
    dtype: { x: tensor('float64', [2, 3]) },
    rank: { x },
    axis: { x: tensor('float32', [2, 4]) },
    elements: { x: { dtype: 'float32', shape: [2, 3], data: new Float32Array(5) } },
  } as const;

  it.each([
    ['missing', 'missing: "x"'],
    ['unknown', 'unknown: "z"'],
    ['dtype', 'must be float32 [?, 3], got float64 [2, 3]'],
    ['rank', 'must be float32 [?, 3], got float32 [3]'],
    ['axis', 'must be float32 [?, 3], got float32 [2, 4]'],
    ['elements', 'needs 6 elements, got 5'],
  ] as const)('a wrong %s is named', async (kind, message) => {
    const session = await load(identityModel(type.FLOAT, ['N', 3]));
    await expect(session.run(feeds[kind])).rejects.toMatchObject({
      code: 'SHAPE_MISMATCH',
      message: expect.stringContaining(message),
    });
  });

  it('reports what only the runtime can find out', async () => {
    const session = await load(
      onnxModel({
        node: [{ opType: 'Add', input: ['a', 'b'], output: ['y'] }],
        input: [value('a', type.FLOAT, ['N']), value('b', type.FLOAT, ['M'])],
        output: [value('y', type.FLOAT, ['K'])],
      }),
    );
    await expect(session.run({ a: tensor('float32', [2]), b: x })).rejects.toMatchObject({
      code: 'RUNTIME_FAILED',
    });
  });
});

describe('runs', () => {
  it('are served in call order, and one that fails or is aborted does not stop the next', async () => {
    const session = await load(identityModel(type.FLOAT, [3]));
    const controller = new AbortController();
    const order: string[] = [];
    const first = session.run({ x }).then(() => {
      order.push('first');
      controller.abort();
    });
    const second = session
      .run({ x }, { signal: controller.signal })
      .catch((error: LangSegError) => order.push(error.code));
    const third = session.run({ x }).then(() => order.push('third'));
    await Promise.all([first, second, third]);
    expect(order).toEqual(['first', 'ABORTED', 'third']);
  });

  it('end with disposal: the running one finishes, waiting and later ones are refused', async () => {
    const session = await load(identityModel(type.FLOAT, [3]));
    await session.run({ x });
    const waiting = session.run({ x });
    const disposal = session.dispose();
    await expect(waiting).rejects.toMatchObject({ code: 'DISPOSED' });
    await disposal;
    await session.dispose();
    await expect(session.run({ x })).rejects.toMatchObject({ code: 'DISPOSED' });
  });
});

describe('devices', () => {
  const model = { kind: 'bytes', model: identityModel(type.FLOAT, [3]) } as const;

  it('uses the processor by default and says so', async () => {
    expect((await runtime.load(model)).device).toBe('cpu');
    expect(runtime.capabilities).toMatchObject({ loadsFiles: true, threads: 1 });
    expect(runtime.capabilities.devices).toContain('cpu');
  });

  it('falls back only when asked for auto', async () => {
    const session = await runtime.load(model, { device: 'auto' });
    expect(runtime.capabilities.devices).toContain(session.device);
    expect((await session.run({ x })).y).toEqual(x);
  });

  it('fails for a device that does not start, instead of taking another', async () => {
    const absent = process.platform === 'darwin' ? 'dml' : 'coreml';
    await expect(runtime.load(model, { device: absent })).rejects.toMatchObject({
      code: 'RUNTIME_FAILED',
      context: { devices: [absent] },
    });
  });

  it('lists the known devices for an unknown one', async () => {
    await expect(runtime.load(model, { device: 'gpu' })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('webgpu'),
    });
  });

  it('checks the thread count', () => {
    expect(() => createNodeRuntime({ threads: 0 })).toThrow('at least 1');
    expect(createNodeRuntime().capabilities.threads).toBeGreaterThan(0);
  });
});

describe('without onnxruntime-node', () => {
  it('says how to install it', async () => {
    vi.doMock('onnxruntime-node', () => {
      throw new Error('Cannot find package');
    });
    try {
      expect(await runtime.isSupported()).toBe(false);
      await expect(load(identityModel(type.FLOAT, [3]))).rejects.toMatchObject({
        code: 'RUNTIME_FAILED',
        message: expect.stringMatching(/npm install onnxruntime-node.*ONNXRUNTIME_NODE_INSTALL=skip/),
      });
    } finally {
      vi.doUnmock('onnxruntime-node');
    }
    expect(await runtime.isSupported()).toBe(true);
  });
});
