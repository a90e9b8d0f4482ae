import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Component } from './component.js';
import { definePlugin } from './plugin.js';
import { createRegistry } from './registry.js';
import { defineSlot } from './slot-key.js';

interface Shout extends Component<'shout'> {
  shout(text: string): string;
}

const shouts = defineSlot<Shout>({ name: 'shout', what: 'shout', members: ['shout'] });
const loud = {
  specVersion: 1,
  slot: 'shout',
  type: 'loud',
  configSchema: z.strictObject({ marks: z.int().default(1) }),
  shout: (text: string) => text.toUpperCase(),
} as const;
const other = { specVersion: 1, slot: 'whisper', type: 'loud', configSchema: z.strictObject({}) } as const;
const registry = createRegistry([loud, other]);

describe('ComponentSet', () => {
  it('gives the components of a slot with their type', () => {
    expect(registry.of(shouts).map(({ shout }) => shout('cow'))).toEqual(['COW']);
    expect(registry.find(shouts, 'loud')).toBe(loud);
    expect(() => registry.find(shouts, 'quiet')).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        context: { slot: 'shout', type: 'quiet', known: ['loud'] },
      }),
    );
  });

  it('checks the config of one component', () => {
    expect(registry.parseConfig(shouts, { type: 'loud' })).toEqual({
      component: loud,
      options: { marks: 1 },
    });
    expect(() => registry.parseConfig(shouts, { type: 'loud', marks: 'x' })).toThrow(/shout "loud".*marks/s);
    expect(() => registry.parseConfig(shouts, 'loud')).toThrow(/needs a "type", one of: loud/);
  });

  it('refuses what only calls itself a component of a slot', () => {
    const { shout: _, ...mute } = loud;
    expect(() => createRegistry([mute]).of(shouts)).toThrow(/"loud" calls itself .* lacks shout/);
  });

  it('remembers which package a component came from', () => {
    const louder = { ...loud, type: 'louder' } as const;
    const extended = registry.use(definePlugin({ name: 'langseg-louder', components: [louder] })).with({
      ...loud,
      type: 'loudest',
    });
    expect(extended.typesOf('shout')).toEqual(['loud', 'louder', 'loudest']);
    expect(extended.components.map((component) => extended.packageOf(component))).toEqual([
      undefined,
      undefined,
      'langseg-louder',
      undefined,
    ]);
  });

  it('takes the same plugin again, and refuses another one of the same type', () => {
    const plugin = definePlugin({ name: 'langseg-louder', components: [{ ...loud, type: 'louder' }] });
    const extended = registry.use(plugin, plugin).use(plugin);
    expect(extended.typesOf('shout')).toEqual(['loud', 'louder']);
    const other = definePlugin({ name: 'langseg-loudest', components: [{ ...loud, type: 'louder' }] });
    expect(() => extended.use(other)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});
