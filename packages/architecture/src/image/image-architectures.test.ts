import { createReferenceRuntime } from '@langseg/adapter-reference';
import { createPart, createRegistry, defineComponent, pipelineSlots, sourceOf, tensor } from '@langseg/core';
import { encodeModel } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { tinyEncoder } from '../__fixtures__/tiny-encoder.js';
import { findImageArchitecture, imageArchitectures } from './image-architectures.js';
import { networkConfig, sizesSchema } from './network-sizes.js';

const exported = defineComponent({
  specVersion: 1,
  slot: 'imageEncoder',
  type: 'exported',
  configSchema: z.strictObject({}),
  create: () => Promise.reject(new Error('not here')),
});
const registry = createRegistry([exported, tinyEncoder]);
const { architecture } = tinyEncoder;

describe('imageArchitectures', () => {
  it('are the image encoders that say how they are trained', () => {
    expect(imageArchitectures(registry)).toEqual([tinyEncoder]);
    expect(findImageArchitecture(registry, 'tiny')).toBe(tinyEncoder);
  });

  it.each([
    ['exported', '"exported" runs finished models'],
    ['vit', 'Unknown image encoder "vit"'],
  ])('takes no other: %s', (type, message) => {
    expect(() => findImageArchitecture(registry, type)).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining(message) as string,
      }),
    );
    expect(() => findImageArchitecture(registry, type)).toThrow('can be trained: tiny');
  });
});

describe('defineImageArchitecture', () => {
  it('makes a component that runs its own graph', async () => {
    const config = { ...architecture.presets.small, embeddingDim: 5 };
    const specs = architecture.parameters(config);
    const weights = new Map(specs.map(({ name, shape }) => [name, sourceOf(tensor('float32', shape))]));
    const encoder = await createPart(
      registry,
      pipelineSlots.imageEncoder,
      { type: 'tiny', patchSize: 2, embeddingDim: 5 },
      {
        runtime: createReferenceRuntime(),
        preprocessing: architecture.preprocessing,
        assets: {
          location: 'memory',
          read: (path) => Promise.reject(new Error(path)),
          model: () => encodeModel(architecture.graph(weights, config)),
        },
      },
    );
    const { values } = await encoder.encode(tensor('float32', [1, 3, 4, 6]));
    expect(values.shape).toEqual([1, 5, 2, 3]);
    expect(encoder.preprocessing).toBe(architecture.preprocessing);
  });

  it('names the file of its graph as one, and refuses options that it has not', () => {
    const { configSchema } = tinyEncoder;
    expect(configSchema.parse({ patchSize: 2, embeddingDim: 5 }).model).toBe('onnx/image_encoder.onnx');
    expect(configSchema.safeParse({ patchSize: 2, embeddingDim: 5, width: 3 }).success).toBe(false);
  });
});

describe('sizes of a recipe', () => {
  it.each([
    [undefined, { patchSize: 2, width: 3 }],
    ['large', { patchSize: 4, width: 8 }],
    [
      { patchSize: 2, width: 1 },
      { patchSize: 2, width: 1 },
    ],
  ])('are read as %o', (sizes, expected) => {
    const parsed: unknown = sizesSchema(architecture).parse(sizes);
    expect(networkConfig(architecture, parsed, 7)).toEqual({ ...expected, embeddingDim: 7 });
    expect(networkConfig(architecture, sizes, 7)).toEqual({ ...expected, embeddingDim: 7 });
  });

  it.each(['huge', 'constructor', { patchSize: 2 }, { patchSize: 2, width: 3, heads: 1 }, 3])(
    'are refused where they are none: %o',
    (sizes) => {
      expect(sizesSchema(architecture).safeParse(sizes).success).toBe(false);
      expect(() => networkConfig(architecture, sizes, 7)).toThrow(
        expect.objectContaining({ code: 'CONFIG_INVALID' }),
      );
    },
  );
});
