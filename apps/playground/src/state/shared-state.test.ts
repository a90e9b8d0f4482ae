import { describe, expect, it } from 'vitest';
import { colorOf } from './label-colors.js';
import { readSharedState, writeSharedState, type SharedState } from './shared-state.js';

const state: SharedState = {
  sets: [
    [
      { word: 'cow', color: colorOf(0) },
      { word: 'red & white, 100 % wool*', color: '#102030' },
    ],
    [{ word: 'Kühe', color: colorOf(0) }],
  ],
  view: { opacity: 0.55, certainty: 0, edges: 'soft', other: false, names: true },
  sample: 'cow',
  model: 'https://example.org/model/?x=1&y=#2',
};

describe('shared state', () => {
  it('survives the address', () => {
    expect(readSharedState(`#${writeSharedState(state)}`)).toEqual({
      ...state,
      model: 'https://example.org/model/?x=1&y=#2',
    });
  });

  it('is short and readable', () => {
    const words = ['cow', 'old barn'].map((word, place) => ({ word, color: colorOf(place) }));
    expect(writeSharedState({ sets: [words], view: { opacity: 0.6 }, sample: 'cow' })).toBe(
      'words=cow,old+barn&opacity=60&sample=cow',
    );
    expect(writeSharedState({ sets: [[]], view: {} })).toBe('');
  });

  it('says of an own photo only that there is one', () => {
    const fragment = writeSharedState({
      sets: [[{ word: 'desk', color: colorOf(0) }]],
      view: {},
      isOwnPhoto: true,
    });
    expect(fragment).toBe('words=desk&photo=own');
    expect(readSharedState(fragment)).toMatchObject({ isOwnPhoto: true, sample: undefined });
    expect(readSharedState('photo=mine')).not.toHaveProperty('isOwnPhoto');
  });

  it('ignores what makes no sense', () => {
    const read = readSharedState(
      '#words=a,,%ZZ,b*nocolor&opacity=900&edges=round&other=maybe&x&model=javascript:1',
    );
    expect(read.sets).toEqual([
      [
        { word: 'a', color: colorOf(0) },
        { word: 'b', color: colorOf(3) },
      ],
    ]);
    expect(read.view).toEqual({});
    expect(read.model).toBeUndefined();
    expect(readSharedState('#model=owner%2Fname%40main').model).toBe('owner/name@main');
    expect(readSharedState('').sets).toEqual([]);
  });
});
