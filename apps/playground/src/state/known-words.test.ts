import { expect, it } from 'vitest';
import type { Engine } from '../engine/engine.js';
import { askAbout, wordChecks } from './known-words.js';

function engineThatKnows(known: string): Engine & { readonly asked: string[][] } {
  const asked: string[][] = [];
  const checkWords = async (words: readonly string[]) => {
    asked.push([...words]);
    return words.map((word) => ({ word, isKnown: word === known }));
  };
  return { asked, checkWords } as unknown as Engine & { readonly asked: string[][] };
}

it('asks about each word once, and another model about all of them again', async () => {
  const [first, second] = [engineThatKnows('cow'), engineThatKnows('Kuh')];
  await Promise.all([askAbout(first, ['cow', 'Kuh']), askAbout(first, ['cow', 'sky'])]);
  expect(first.asked).toEqual([['cow', 'Kuh'], ['sky']]);
  expect([...wordChecks.value.values()].map(({ isKnown }) => isKnown)).toEqual([true, false, false]);
  const late = askAbout(first, ['hay']);
  await askAbout(second, ['Kuh']);
  await late;
  expect([...wordChecks.value]).toEqual([['Kuh', { word: 'Kuh', isKnown: true }]]);
});
