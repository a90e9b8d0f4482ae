import { describe, expect, it } from 'vitest';
import { colorOf, hexColor, naturalColor, rgbOf } from './label-colors.js';
import {
  addLabel,
  createLabels,
  moveLabel,
  recolorLabel,
  removeLabel,
  renameLabel,
  splitWords,
  type LabelList,
} from './label-list.js';

const words = (labels: LabelList) => labels.map(({ word }) => word);
const abc = createLabels([{ word: 'cow' }, { word: 'grass' }, { word: 'sky', color: '#112233' }]);

describe('label list', () => {
  it('adds tidy words with free colours, and none twice', () => {
    const labels = addLabel(addLabel(addLabel(abc, '  old   barn '), 'COW'), ' ');
    expect(words(labels)).toEqual(['cow', 'grass', 'sky', 'old barn']);
    expect(new Set(labels.map(({ color }) => color)).size).toBe(4);
    expect(labels[2].color).toBe('#112233');
  });

  it('gives a removed colour to the next word', () => {
    const labels = addLabel(removeLabel(abc, abc[0].id), 'tree');
    expect(labels.at(-1)).toMatchObject({ word: 'tree', color: colorOf(0) });
  });

  it('renames, refuses a word that is taken, removes what became blank', () => {
    expect(words(renameLabel(abc, abc[1].id, 'lawn'))).toEqual(['cow', 'lawn', 'sky']);
    expect(renameLabel(abc, abc[1].id, 'Sky')).toBe(abc);
    expect(words(renameLabel(abc, abc[1].id, 'Grass'))).toEqual(['cow', 'Grass', 'sky']);
    expect(words(renameLabel(abc, abc[1].id, ''))).toEqual(['cow', 'sky']);
  });

  it('moves within the ends and keeps colours', () => {
    expect(words(moveLabel(abc, abc[2].id, 0))).toEqual(['sky', 'cow', 'grass']);
    expect(words(moveLabel(abc, abc[0].id, 99))).toEqual(['grass', 'sky', 'cow']);
    expect(words(moveLabel(abc, abc[0].id, -1))).toEqual(['cow', 'grass', 'sky']);
    expect(moveLabel(abc, abc[2].id, 0)[0]).toBe(abc[2]);
    expect(moveLabel(abc, -1, 0)).toBe(abc);
  });

  it('colours one label', () => {
    expect(recolorLabel(abc, abc[0].id, '#ffffff').map(({ color }) => color)).toEqual([
      '#ffffff',
      abc[1].color,
      '#112233',
    ]);
  });

  it('splits what people paste', () => {
    expect(splitWords('cow, grass;\n old barn ,, ')).toEqual(['cow', 'grass', 'old barn']);
  });
});

describe('label colours', () => {
  it('differ, however many there are', () => {
    const colors = Array.from({ length: 80 }, (_, position) => colorOf(position));
    expect(new Set(colors).size).toBe(80);
    expect(colors.every((color) => /^#[0-9a-f]{6}$/.test(color))).toBe(true);
  });

  it('are those that people expect of a thing, unless they are taken', () => {
    expect(naturalColor('sky', [])).toBe('#4fb3ff');
    expect(naturalColor('sky', ['#4fb3ff'])).toBeUndefined();
    expect(naturalColor('cow', [])).toBeUndefined();
  });

  it('are read and written', () => {
    expect(hexColor(rgbOf('#0a80ff'))).toBe('#0a80ff');
  });
});
