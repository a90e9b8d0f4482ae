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
        const { maskValues } = pass.protocol.dataset;
        expect(pass.classes).toHaveLength(maskValues.length);
        if (pass.kind === 'labels') {
          expect(pass.words).toHaveLength(pass.classOfWord.length);
          expect([...new Set(pass.classOfWord)]).toEqual(maskValues.map((_, index) => index));
        }
      }
    });

    it('has no word twice once it is cleaned', () => {
      const words = classWords(labels, 'cleaned').flat();
      expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    });
  },
);

describe('the protocols', () => {
  it('have as many classes as their benchmarks', () => {
    const classes = protocolComponents.map(({ type }) => [type, plan(type)[0].classes.length]);
    expect(Object.fromEntries(classes)).toEqual({
      'ade20k-150': 150,
      'pascal-5i': 20,
      'coco-20i': 80,
      'fss-1000': 1000,
      'coco-trained-a-150': 150,
      'coco-trained-a-847': 847,
      'coco-trained-pc-59': 59,
      'coco-trained-pc-459': 459,
      'coco-trained-pas-20': 20,
      'coco-trained-pas-20b': 21,
      'training-free-voc21': 21,
      'training-free-voc20': 20,
      'training-free-pc60': 60,
      'training-free-pc59': 59,
      'training-free-coco-object': 81,
      'training-free-coco-stuff': 171,
      'training-free-cityscapes': 19,
      'training-free-ade': 150,
      'tipsv2-ade-150': 150,
      'dinotxt-ade-150': 150,
      'dinotxt-cityscapes': 19,
    });
  });

  it('keep the words of one list where another has synonyms', () => {
    const [voc] = plan('training-free-voc21');
    expect(voc).toMatchObject({ kind: 'labels', classes: expect.arrayContaining(['background', 'ship']) });
    if (voc.kind === 'labels') expect(voc.classOfWord.filter((each) => each === 0)).toHaveLength(26);
    const [pas] = plan('coco-trained-pas-20b');
    if (pas.kind === 'labels') expect(pas.classOfWord.filter((each) => each === 20)).toHaveLength(39);
    expect(plan('coco-trained-a-847')[0].classes.slice(0, 3)).toEqual(['wall', 'building', 'sky']);
    expect(plan('coco-trained-pc-459')[0].classes[2]).toBe('airconditioner');
    expect(plan('coco-trained-pc-459', { spelling: 'cleaned' })[0].classes[2]).toBe('air conditioner');
  });

  it('ask for a quarter of the classes in each fold', () => {
    const folds = plan('coco-20i').flatMap((pass) => (pass.kind === 'episodes' ? [pass.asked] : []));
    expect(folds.map((fold) => fold.length)).toEqual([20, 20, 20, 20]);
    expect(folds.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 80 }, (_, index) => index));
    expect(folds[1].slice(0, 3)).toEqual([1, 5, 9]);
    expect(plan('pascal-5i', { fold: 2 })).toMatchObject([{ fold: 2, asked: [10, 11, 12, 13, 14] }]);
  });
});

describe('planProtocol', () => {
  it('refuses folds that are not there, and data that is no protocol', () => {
    expect(() => plan('ade20k-150', { fold: 0 })).toThrow(
      'The protocol ade20k-150 has no folds, got fold 0.',
    );
    expect(() => plan('pascal-5i', { fold: 4 })).toThrow('has the folds 0 to 3, got fold 4');
    const broken = defineProtocol('broken', { kind: 'labels' } as never);
    expect(() => planProtocol(broken, { spelling: 'faithful' })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });

  it.each([
    [{ backgroundFrom: 150 }, 'there are 150 entries'],
    [{ backgroundFrom: 20 }, '21 classes need as many mask values, not 150'],
    [{ background: 150 }, 'no class 150 among 150'],
    [{ threshold: 1.5 }, 'threshold'],
    [{ view: { windows: { size: 10, stride: 0 } } }, 'stride'],
    [{ templates: ['a photo'] }, 'templates'],
    [{ unknown: 1 }, 'unknown'],
  ])('refuses %j', (change, text) => {
    const [{ protocol }] = protocolComponents;
    const broken = defineProtocol('broken', { ...protocol, ...change });
    expect(() => readProtocol(broken)).toThrow(text);
  });
});
