import type { Explanation } from '@langseg/core';
import { expect, it } from 'vitest';
import { reasonsOf } from './explaining.js';

const explanation: Explanation = {
  ...{ x: 1, y: 2, label: 'cow', index: 0, otherwise: 'grass', margin: 8.5 },
  ranking: [
    { label: 'cow', index: 0, score: 10, probability: 0.99, similarity: 0.56 },
    { label: 'grass', index: 1, score: 1.5, probability: 0.01, similarity: 0.02 },
    { label: 'sky', index: 2, score: 0, probability: 0, similarity: -0.1 },
  ],
  nearest: [{ word: 'heifer', similarity: 0.58 }],
};

it('says who wins, by how much, and what it would be otherwise', () => {
  expect(reasonsOf(explanation)).toEqual({
    word: 'cow',
    fits: [
      { word: 'cow', similarity: 0.56 },
      { word: 'grass', similarity: 0.02 },
    ],
    lead: 'Cow fits far better than grass.',
    without: 'Without cow, this becomes grass.',
    near: ['heifer'],
  });
  const leads = [0.1, 2, 4].map((margin) => reasonsOf({ ...explanation, margin }).lead);
  expect(leads.map((lead) => lead?.split(' ')[2])).toEqual(['hardly', 'somewhat', 'clearly']);
});

it('knows of pixels that nothing is painted on, and of a single word', () => {
  expect(reasonsOf({ ...explanation, otherwise: 'other' }).without).toBe(
    'Without cow, this stays unpainted.',
  );
  const { without } = reasonsOf({ ...explanation, label: 'other', otherwise: 'cow' });
  expect(without).toBe('Nothing on your list fits well enough here; cow comes closest.');
  const [{ label, ...first }] = explanation.ranking;
  const other = { ...first, label: 'other' };
  expect(reasonsOf({ ...explanation, ranking: [{ label, ...first }, other] })).toMatchObject({
    fits: [{ word: 'cow' }],
    lead: 'Cow fits far better than everything else.',
  });
  const alone = reasonsOf({ x: 0, y: 0, label: 'cow', index: 0, ranking: [explanation.ranking[0]] });
  expect(alone).toEqual({ word: 'cow', fits: [{ word: 'cow', similarity: 0.56 }], near: [] });
});
