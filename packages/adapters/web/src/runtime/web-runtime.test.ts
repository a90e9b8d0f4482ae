import { tensor } from '@langseg/core';
import { encodeModel, GraphBuilder } from '@langseg/onnx-graph';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { nodeAsWeb } from './__fixtures__/node-as-web.js';
import { createWebRuntimeWith, type WebRuntimeOptions } from './web-runtime.js';

const g = new GraphBuilder('double');
g.output('y', g.op('Mul', [g.input('x', 'float32', ['n']), g.float(2)]), 'float32', ['n']);
const model = await encodeModel(g.build());
const x = tensor('float32', [2], Float32Array.of(1, 2));

let warnings: string[];
beforeEach(() => {
  warnings = [];
});
afterEach(() => vi.unstubAllGlobals());

/** A browser with a WebGPU adapter. */
function stubAdapter(
  info: object = { vendor: 'acme', architecture: 'fast' },
  features: ReadonlySet<string> = new Set(),
): void {
  const adapter = {
    info,
    features,
    limits: { maxBufferSize: 2 ** 30, maxStorageBufferBindingSize: 2 ** 30 },
  };
  vi.stubGlobal('navigator', { gpu: { requestAdapter: async () => adapter }, hardwareConcurrency: 8 });
}

function create(options: WebRuntimeOptions, spoil?: Parameters<typeof nodeAsWeb>[0]) {
  const { load, env } = nodeAsWeb(spoil);
  const runtime = createWebRuntimeWith(load, { onWarning: (message) => warnings.push(message), ...options });
  return { runtime, env };
}

describe('half precision', () => {
  const cases: readonly (readonly [
    device: 'auto' | 'wasm',
    features: readonly string[],
    expected: boolean,
    said: readonly RegExp[],
  ])[] = [
    ['auto', ['shader-f16'], true, []],
    ['auto', [], false, [/lacks "shader-f16"/]],
    ['wasm', ['shader-f16'], false, []],
  ];
  it.each(cases)('with device %s and %j is preferred: %s', async (device, features, expected, said) => {
    stubAdapter(undefined, new Set(features));
    const { runtime } = create({ device });
    expect(await runtime.prefersHalf!()).toBe(expected);
    expect(warnings).toEqual(said.map((pattern): unknown => expect.stringMatching(pattern)));
  });

  it('is not preferred without an adapter, or where none starts', async () => {
    expect(await create({}).runtime.prefersHalf!()).toBe(false);
    expect(await create({ device: 'webgpu' }).runtime.prefersHalf!()).toBe(false);
  });
});

describe('auto', () => {
  it('takes WebGPU on hardware', async () => {
    stubAdapter();
    const { runtime } = create({});
    expect(await runtime.start()).toBe('webgpu');
    expect((await runtime.load(model)).device).toBe('webgpu');
    expect(runtime.capabilities.devices).toEqual(['webgpu', 'wasm']);
    expect(warnings).toEqual([]);
  });

  it.each([
    ['without an adapter', undefined],
    ['on a software adapter', { vendor: 'google', architecture: 'swiftshader' }],
    ['on a fallback adapter', { isFallbackAdapter: true }],
  ])('takes WebAssembly %s', async (_what, info) => {
    if (info) stubAdapter(info);
    const { runtime } = create({});
    expect((await runtime.load(model)).device).toBe('wasm');
    expect(warnings).toEqual([]);
  });

  it('drops a WebGPU that computes wrong numbers, and says so once', async () => {
    stubAdapter();
    const { runtime } = create({}, (device, value) => (device === 'webgpu' ? value + 0.1 : value));
    expect(await runtime.start()).toBe('wasm');
    const session = await runtime.load(model);
    expect(session.device).toBe('wasm');
    expect((await session.run({ x })).y.data).toEqual(Float32Array.of(2, 4));
    expect(warnings).toEqual([expect.stringMatching(/"webgpu" computes wrong numbers.*"wasm" instead/)]);
  });
});

describe('a device that was asked for', () => {
  it('fails instead of being replaced: no adapter', async () => {
    const { runtime } = create({ device: 'webgpu' });
    await expect(runtime.load(model)).rejects.toMatchObject({
      code: 'RUNTIME_FAILED',
      message: expect.stringContaining('no WebGPU adapter'),
    });
  });

  it('fails instead of being replaced: wrong numbers', async () => {
    stubAdapter();
    const { runtime } = create({ device: 'webgpu' }, () => 0);
    await expect(runtime.start()).rejects.toMatchObject({ code: 'RUNTIME_FAILED' });
    await expect(runtime.load(model)).rejects.toThrow('wrong numbers');
    expect((await create({}).runtime.load(model, { device: 'wasm' })).device).toBe('wasm');
  });

  it('must be known', async () => {
    expect(() => create({ device: 'cuda' as 'wasm' })).toThrow('known: auto, webgpu, wasm');
    await expect(create({}).runtime.load(model, { device: 'cpu' })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });
});

describe('threads', () => {
  it('are one without isolation, with a warning when more were asked for', async () => {
    const { runtime, env } = create({ threads: 4 });
    await runtime.start();
    expect(runtime.capabilities.threads).toBe(1);
    expect(env.wasm.numThreads).toBe(1);
    expect(warnings).toEqual([expect.stringContaining('Cross-Origin-Embedder-Policy')]);
    create({});
    expect(warnings).toHaveLength(1);
  });

  it.each([
    [2, 2],
    [4, 4],
    [8, 4],
    [32, 8],
  ])('of %i logical processors are %i', (hardwareConcurrency, threads) => {
    vi.stubGlobal('crossOriginIsolated', true);
    vi.stubGlobal('navigator', { hardwareConcurrency });
    expect(create({}).runtime.capabilities.threads).toBe(threads);
    expect(create({ threads: 3 }).runtime.capabilities.threads).toBe(3);
  });

  it('are counted from one', () => {
    expect(() => create({ threads: 0 })).toThrow('at least 1');
  });
});

describe('models', () => {
  it('are not opened by path', async () => {
    await expect(create({}).runtime.load({ kind: 'file', path: 'a.onnx' })).rejects.toMatchObject({
      code: 'RUNTIME_FAILED',
      message: expect.stringContaining('a.onnx'),
    });
  });

  it('that are broken are refused in the words of onnxruntime, with their size', async () => {
    const broken = { kind: 'bytes', model: Uint8Array.of(1, 2, 3) } as const;
    await expect(create({}).runtime.load(broken)).rejects.toMatchObject({
      code: 'RUNTIME_FAILED',
      message: expect.stringMatching(/3 bytes on wasm: .*protobuf/i),
    });
  });

  it('need WebAssembly SIMD', async () => {
    vi.stubGlobal('WebAssembly', { validate: () => false });
    const { runtime } = create({});
    expect(await runtime.isSupported()).toBe(false);
    await expect(runtime.load(model)).rejects.toThrow('no WebAssembly SIMD');
  });
});

it('takes the address of the runtime, relative to the page', async () => {
  vi.stubGlobal('location', { href: 'https://example.org/app/index.html' });
  const { runtime, env } = create({ wasmPaths: './ort' });
  await runtime.start();
  expect(env.wasm.wasmPaths).toBe('https://example.org/app/ort/');
});

it('queues everything: an aborted run does not stop the next', async () => {
  const session = await create({}).runtime.load(model);
  const controller = new AbortController();
  const runs = [
    session.run({ x }),
    session.run({ x }, { signal: controller.signal }).catch((error: { code: string }) => error.code),
    session.run({ x }),
  ];
  controller.abort();
  expect((await Promise.all(runs))[1]).toBe('ABORTED');
});
