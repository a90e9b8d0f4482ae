import { describe, expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod';
import { colorParts } from '../__fixtures__/fake-parts.js';
import { defineComponent, type ImageEncoderContext } from './pipeline-component.js';
import type { PipelineConfig } from './pipeline-config.js';
import { createRegistry } from './registry.js';

const { parts, calls } = colorParts();
const colors = defineComponent({
  specVersion: 1,
  slot: 'textEncoder',
  type: 'colors',
  configSchema: z.strictObject({ shades: z.int().default(3) }),
  create: () => Promise.resolve(parts.textEncoder),
});
const pixels = defineComponent({
  specVersion: 1,
  slot: 'imageEncoder',
  type: 'pixels',
  configSchema: z.strictObject({ model: z.string() }),
  create: () => Promise.resolve(parts.imageEncoder),
});
const cosine = defineComponent({
  specVersion: 1,
  slot: 'head',
  type: 'cosine',
  configSchema: z.strictObject({}),
  create: () => Promise.resolve(parts.head),
});
const registry = createRegistry([colors, pixels, cosine]);
const config = {
  textEncoder: { type: 'colors' },
  imageEncoder: { type: 'pixels', model: 'x' },
  head: { type: 'cosine' },
};
const context = {} as ImageEncoderContext;

describe('Registry', () => {
  it('fills in defaults', () => {
    expect(registry.parse(config)).toEqual({ ...config, textEncoder: { type: 'colors', shades: 3 } });
  });

  it('names what is known when a type is not', () => {
    expect(() => registry.parse({ ...config, textEncoder: { type: 'colours' } })).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining('known: colors') as string,
      }),
    );
    expect(() => registry.parse({ ...config, head: undefined })).toThrow(
      /head needs a "type", one of: cosine/,
    );
  });

  it('refuses options and entries it does not know', () => {
    expect(() => registry.parse({ ...config, textEncoder: { type: 'colors', shade: 3 } })).toThrow(/shade/);
    expect(() => registry.parse({ ...config, decoder: {} })).toThrow(/Unknown pipeline entry "decoder"/);
    expect(() => registry.parse({ ...config, imageEncoder: { type: 'pixels', model: 5 } })).toThrow(/model/);
    expect(() => registry.parse('colors')).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });

  it('takes third-party components without changing itself', () => {
    const shapes = defineComponent({ ...colors, type: 'shapes' });
    const extended = registry.with(shapes);
    expect(extended.typesOf('textEncoder')).toEqual(['colors', 'shapes']);
    expect(registry.typesOf('textEncoder')).toEqual(['colors']);
    expect(() => registry.with(colors)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });

  it('refuses components of another specification', () => {
    const future = { ...colors, type: 'later', specVersion: 2 as unknown as 1 };
    expect(() => createRegistry([future])).toThrow(expect.objectContaining({ code: 'VERSION_UNSUPPORTED' }));
  });

  it('builds a pipeline, and disposes what was built when a part fails', async () => {
    const valid = registry.define({ ...config } as PipelineConfig<(typeof registry)['components'][number]>);
    await expect(registry.create(valid, context)).resolves.toMatchObject({ head: parts.head });
    const broken = registry.with(
      defineComponent({ ...cosine, type: 'broken', create: () => Promise.reject(new Error('no head')) }),
    );
    await expect(broken.create({ ...valid, head: { type: 'broken' } }, context)).rejects.toThrow('no head');
    expect(calls.disposed).toEqual(['text', 'image']);
  });

  it('refuses encoders whose embeddings differ in length', async () => {
    const long = defineComponent({
      ...colors,
      type: 'long',
      create: () => Promise.resolve({ ...parts.textEncoder, embeddingDim: 4 }),
    });
    await expect(
      registry.with(long).create({ ...config, textEncoder: { type: 'long' } } as never, context),
    ).rejects.toMatchObject({ code: 'CONFIG_INVALID', context: { text: 4, image: 3 } });
  });

  it('describes configs as JSON Schema', () => {
    expect(registry.jsonSchema()).toMatchObject({
      required: ['textEncoder', 'imageEncoder', 'head'],
      properties: { textEncoder: { anyOf: [{ properties: { type: { const: 'colors' } } }] } },
    });
  });

  it('checks configs at compile time', () => {
    type Config = Parameters<typeof registry.define>[0];
    expectTypeOf<Config['imageEncoder']>().toEqualTypeOf<{ readonly type: 'pixels' } & { model: string }>();
    const [textEncoder, imageEncoder, head] = [
      { type: 'colors' },
      { type: 'pixels', model: 'x' },
      { type: 'cosine' },
    ] as const;
    registry.define({ textEncoder, imageEncoder, head });
    // @ts-expect-error an unknown type
    registry.define({ textEncoder: { type: 'colours' }, imageEncoder, head });
    // @ts-expect-error an unknown option
    registry.define({ textEncoder: { type: 'colors', shade: 3 }, imageEncoder, head });
    // @ts-expect-error a missing option
    registry.define({ textEncoder, imageEncoder: { type: 'pixels' }, head });
  });
});
