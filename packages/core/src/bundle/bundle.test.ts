import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { colorParts } from '../__fixtures__/fake-parts.js';
import { defineComponent } from '../components/pipeline-component.js';
import { createRegistry } from '../components/registry.js';
import { LangSegError } from '../errors/lang-seg-error.js';
import type { AssetStore } from '../interfaces/asset-store.js';
import type { Runtime } from '../interfaces/runtime.js';
import { dtypesOf } from './bundle-dtype.js';
import { parseBundleConfig } from './bundle-config.js';
import { openBundle } from './open-bundle.js';
import { parsePreprocessorConfig, preprocessorConfigOf } from './preprocessor-config.js';

const bundle = {
  formatVersion: 1,
  name: 'colors',
  pipeline: { textEncoder: { type: 'colors' }, imageEncoder: { type: 'pixels' }, head: { type: 'cosine' } },
  files: { 'onnx/x.onnx': { sha256: 'a'.repeat(64), bytes: 3 } },
};
const { parts } = colorParts();
const configSchema = z.strictObject({});
const registry = createRegistry([
  defineComponent({
    specVersion: 1,
    slot: 'textEncoder',
    type: 'colors',
    configSchema,
    create: () => Promise.resolve(parts.textEncoder),
  }),
  defineComponent({
    specVersion: 1,
    slot: 'imageEncoder',
    type: 'pixels',
    configSchema,
    create: (_, { preprocessing }) => Promise.resolve({ ...parts.imageEncoder, preprocessing }),
  }),
  defineComponent({
    specVersion: 1,
    slot: 'head',
    type: 'cosine',
    configSchema,
    create: () => Promise.resolve(parts.head),
  }),
]);
const runtime = {} as Runtime;

function assetsOf(files: Record<string, unknown>): AssetStore {
  return {
    location: 'memory',
    read: (path) =>
      path in files
        ? Promise.resolve(
            new TextEncoder().encode(
              typeof files[path] === 'string' ? files[path] : JSON.stringify(files[path]),
            ),
          )
        : Promise.reject(new LangSegError('NOT_FOUND', `No ${path} here.`)),
    model: () => Promise.reject(new Error('not needed')),
  };
}

describe('parseBundleConfig', () => {
  it('accepts what it writes', () => {
    expect(parseBundleConfig(bundle)).toEqual(bundle);
  });

  it('tells a bundle of the future from a broken one', () => {
    expect(() => parseBundleConfig({ ...bundle, formatVersion: 2 })).toThrow(
      expect.objectContaining({ code: 'VERSION_UNSUPPORTED', context: { found: 2, supported: 1 } }),
    );
    expect(() => parseBundleConfig({ name: 'x' })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
    expect(() => parseBundleConfig({ ...bundle, files: { x: { sha256: 'short', bytes: 1 } } })).toThrow(
      /sha256/,
    );
  });
});

describe('the precision of a bundle', () => {
  const files = Object.fromEntries(
    ['a.onnx', 'b_fp16.onnx', 'c_int8.onnx', 'd_quantized.onnx', 'e.onnx', 'e.onnx_data'].map((name) => [
      `onnx/${name}`,
      bundle.files['onnx/x.onnx'],
    ]),
  );

  it('is what the bundle says of each graph, or what the name of its file says', () => {
    const config = parseBundleConfig({ ...bundle, files, precision: { 'onnx/e.onnx': { dtype: 'q8' } } });
    expect([...dtypesOf(config).values()]).toEqual(['fp32', 'fp16', 'int8', 'q8', 'q8']);
  });

  it.each(['q8', 'fp16', 'int8'] as const)(
    'is refused when it is not the %s that is asked for',
    async (dtype) => {
      const assets = assetsOf({
        'config.json': bundle,
        'preprocessor_config.json': preprocessorConfigOf(parts.imageEncoder.preprocessing),
      });
      await expect(openBundle(assets, { registry, runtime, dtype })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        context: { dtype, found: ['fp32'] },
        message: expect.stringContaining(`onnx/x.onnx is fp32. Convert its checkpoint with --dtype ${dtype}`),
      });
      expect((await openBundle(assets, { registry, runtime, dtype: 'fp32' })).config.name).toBe('colors');
    },
  );
});

describe('preprocessor config', () => {
  it('survives being written and read', () => {
    const { preprocessing } = parts.imageEncoder;
    expect(
      parsePreprocessorConfig(
        JSON.parse(JSON.stringify(preprocessorConfigOf(parts.imageEncoder.preprocessing))),
      ),
    ).toEqual(preprocessing);
  });

  it('names the wrong entry', () => {
    const wrong = { ...preprocessorConfigOf(parts.imageEncoder.preprocessing), image_std: [0, 1, 1] };
    expect(() => parsePreprocessorConfig(wrong)).toThrow(/image_std/);
  });

  it.each([
    ['size', { longest_edge: 20_000 }, /<=4096[^]*size\.longest_edge/],
    ['size', { longest_edge: 1e9 }, /size\.longest_edge/],
    ['size', { longest_edge: 0 }, /size\.longest_edge/],
    ['size_divisor', 1e6, /<=512[^]*size_divisor/],
    ['size_divisor', 0.5, /size_divisor/],
    ['image_mean', [0, Infinity, 0], /image_mean/],
    ['image_mean', [0, 1e300, 0], /image_mean/],
    ['image_std', [1e-300, 1, 1], /image_std/],
    ['image_std', [1, NaN, 1], /image_std/],
    ['image_std', [1, 1, -1], /image_std/],
    ['rescale_factor', 0, /rescale_factor/],
    ['rescale_factor', -1, /rescale_factor/],
    ['rescale_factor', 1, /rescale_factor/],
    ['rescale_factor', 1e308, /rescale_factor/],
    ['rescale_factor', '1', /rescale_factor/],
    ['do_rescale', false, /do_rescale/],
  ])('refuses a %s of %j', (entry, value, message) => {
    const config = { ...preprocessorConfigOf(parts.imageEncoder.preprocessing), [entry]: value };
    expect(() => parsePreprocessorConfig(config)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringMatching(message) as string }),
    );
  });
});

describe('openBundle', () => {
  const files = {
    'config.json': bundle,
    'preprocessor_config.json': preprocessorConfigOf({
      ...parts.imageEncoder.preprocessing,
      longestSide: 99,
    }),
  };

  it('names the package that brings what a pipeline needs', async () => {
    const pipeline = { ...bundle.pipeline, head: { type: 'angular' } };
    const foreign = { ...files, 'config.json': { ...bundle, pipeline, plugins: ['langseg-angular'] } };
    await expect(openBundle(assetsOf(foreign), { registry, runtime })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(
        /head "angular".*npm install langseg-angular.*--plugin langseg-angular/,
      ) as string,
    });
    const override = { head: { type: 'cosine' } };
    await expect(openBundle(assetsOf(foreign), { registry, runtime, override })).resolves.toBeDefined();
  });

  it('builds the pipeline with the preprocessing of the bundle', async () => {
    const opened = await openBundle(assetsOf(files), { registry, runtime });
    expect(opened.parts.imageEncoder.preprocessing.longestSide).toBe(99);
    expect(opened.config.name).toBe('colors');
  });

  it('says which file is not JSON', async () => {
    await expect(
      openBundle(assetsOf({ ...files, 'preprocessor_config.json': '{' }), { registry, runtime }),
    ).rejects.toThrow(/preprocessor_config.json of memory is not JSON/);
  });

  it('lets a caller replace an entry, and checks it', async () => {
    const override = { head: { type: 'dot' } } as never;
    await expect(openBundle(assetsOf(files), { registry, runtime, override })).rejects.toThrow(
      /Unknown head "dot"/,
    );
  });
});
