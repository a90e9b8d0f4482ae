import { createHash } from 'node:crypto';
import { createRegistry } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { classWords } from './label-list.js';
import { planProtocol } from './plan-protocol.js';
import { defineProtocol, protocolSlot, readProtocol } from './protocol-component.js';
import { protocolComponents } from './protocol-components.js';

const registry = createRegistry(protocolComponents);
const plan = (type: string, options: object = {}) => {
  const parsed = registry.parseConfig(protocolSlot, { type, ...options });
  return planProtocol(parsed.component, parsed.options);
};

describe.each(protocolComponents.map((component) => [component.type, component] as const))(
  '%s',
  (type, component) => {
    const { labels } = readProtocol(component);

    it('has the words that were published', () => {
      expect(createHash('sha256').update(labels.entries.join('\n')).digest('hex')).toBe(labels.sha256);
    });

    it.each(['faithful', 'cleaned'] as const)('plans with %s words', (spelling) => {
      for (const pass of plan(type, { spelling })) {
        expect(pass.classes).toHaveLength(labels.entries.length);
        if (pass.kind === 'labels') expect(new Set(pass.classOfWord).size).toBe(labels.entries.length);
      }
    });

    it('has no word twice once it is cleaned', () => {
      const words = classWords(labels, 'cleaned').flat();
      expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    });
  },
);

describe('planProtocol', () => {
  it('refuses folds that are not there, and data that is no protocol', () => {
    expect(() => plan('ade20k-150', { fold: 0 })).toThrow(
      'The protocol ade20k-150 has no folds, got fold 0.',
    );
    const broken = defineProtocol('broken', { kind: 'labels' } as never);
    expect(() => planProtocol(broken, { spelling: 'faithful' })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });
});
