import { afterEach, describe, expect, it } from 'vitest';
import type { Regions } from '../engine/engine.js';
import type { Painted } from '../paint/protocol.js';
import { wordChecks } from './known-words.js';
import { createLabels } from './label-list.js';
import { panes } from './panes.js';
import { formatShare, reasonText, shareText, verdictOn } from './verdicts.js';

const [pane] = panes;

function show(words: readonly string[], shares: readonly number[], rivals: readonly number[]): void {
  pane.labels.value = createLabels(words.filter((word) => word !== 'other').map((word) => ({ word })));
  pane.regions.value = { words } as Regions;
  pane.painted.value = { shares, rivals } as Painted;
}

const textsOf = (word: string) => {
  const verdict = verdictOn(pane, word);
  return verdict && [shareText(verdict), reasonText(verdict)];
};

afterEach(() => {
  pane.regions.value = pane.painted.value = undefined;
  wordChecks.value = new Map();
});

describe('verdicts', () => {
  it('say how much a word has, or who has what it wanted', () => {
    show(['cow', 'fence', 'calf', 'hay', 'other'], [0.6, 0, 0.004, 0, 0.396], [1, 0, 0, 4, 0]);
    expect(textsOf('cow')).toEqual(['60 %', undefined]);
    expect(textsOf('fence')).toEqual(['0 %', 'outbid by cow']);
    expect(textsOf('calf')).toEqual(['< 1 %', 'outbid by cow']);
    expect(textsOf('hay')).toEqual(['0 %', 'nothing here looks like it']);
  });

  it('find words whatever their case, and the one being typed', () => {
    show(['cow', 'grass'], [0.6, 0.4], [1, 0]);
    expect(textsOf('COW')).toEqual(['60 %', undefined]);
    pane.labels.value = pane.labels.value.slice(0, 1);
    expect(textsOf('grass')).toEqual(['40 %', undefined]);
  });

  it('say what is not known, and nothing before there is an answer', () => {
    wordChecks.value = new Map([['Kühe', { word: 'Kühe', isKnown: false }]]);
    expect(textsOf('Kühe')).toEqual(['not known', undefined]);
    expect(textsOf('sky')).toBeUndefined();
  });
});

it.each([
  [0, '0 %'],
  [0.004, '< 1 %'],
  [0.426, '43 %'],
])('a share of %s is read as %s', (share, text) => expect(formatShare(share)).toBe(text));
