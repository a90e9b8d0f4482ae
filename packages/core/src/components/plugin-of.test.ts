import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { definePlugin } from './plugin.js';
import { pluginOf } from './plugin-of.js';

const loud = { specVersion: 1, slot: 'shout', type: 'loud', configSchema: z.strictObject({}) } as const;

describe('pluginOf', () => {
  it('takes a plugin, a list of components, or a component', () => {
    const plugin = definePlugin({ name: '@me/loud', components: [loud] });
    expect(pluginOf(plugin, 'x')).toEqual(plugin);
    expect(pluginOf([loud], 'x')).toEqual({ name: 'x', components: [loud] });
    expect(pluginOf(loud, 'x')?.components[0]).toBe(loud);
    class Louder {
      readonly specVersion = 1;
      readonly type = 'louder';
      readonly configSchema = z.strictObject({});
      get slot() {
        return 'shout';
      }
    }
    expect(pluginOf(new Louder(), 'x')?.components).toHaveLength(1);
  });

  it('leaves alone what is none', () => {
    for (const value of [undefined, null, 'x', () => loud, {}, { name: 'x' }, { slot: 'shout' }])
      expect(pluginOf(value, 'x')).toBeUndefined();
  });

  it.each([
    [[{ ...loud, specVersion: undefined }], /brings shout "loud".*its specVersion must be 1/],
    [[{ ...loud, slot: '' }], /its slot must be a name/],
    [{ ...loud, type: 5 }, /brings shout "\?".*its type must be a name/],
    [{ ...loud, configSchema: z.string() }, /its configSchema must be an object schema of zod 4/],
    [{ ...loud, configSchema: { safeParse: () => loud, _def: { typeName: 'ZodObject' } } }, /zod 4/],
    [['loud'], /brings loud, which is not a component: it is not an object/],
    [{ name: 'x; rm -rf', components: [loud] }, /named like its npm package; found "x; rm -rf"/],
    [{ components: [loud] }, /named like its npm package; found undefined/],
  ])('refuses mistakes %#', (value, message) => {
    expect(() => pluginOf(value, 'mine')).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringMatching(message) as string,
      }),
    );
  });

  it('refuses components of a newer LangSeg', () => {
    expect(() => pluginOf([loud, { ...loud, type: 'later', specVersion: 2 }], 'mine')).toThrow(
      expect.objectContaining({ code: 'VERSION_UNSUPPORTED', context: { plugin: 'mine', specVersion: 2 } }),
    );
  });
});
