import { decodeRle } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { cocoAnnotations } from './coco-annotations.js';
import { shownMap } from './shown-map.js';

const labelMap = Uint8Array.of(0, 0, 1, 2, 0, 1, 1, 2);
const map = { width: 4, height: 2, labelMap, isCertain: Uint8Array.of(1, 0, 1, 1, 1, 1, 1, 1) };
const words = ['cow', 'other', 'sky'];

describe('the map that is saved', () => {
  it('has the order of the list, without what is not painted', () => {
    const shown = shownMap(map, words, [2, 0]);
    expect(shown.words).toEqual(['sky', 'cow']);
    expect([...shown.labelMap]).toEqual([1, 2, 2, 0, 1, 2, 2, 0]);
  });

  it('has room for many words', () => {
    const many = Array.from({ length: 256 }, (_, index) => `word ${index}`);
    expect(shownMap(map, many, [...many.keys()]).labelMap).toBeInstanceOf(Uint16Array);
  });
});

describe('COCO annotations', () => {
  it('hold areas, boxes and masks of the words that have pixels', () => {
    const shown = shownMap(map, words, [0, 2]);
    const file = cocoAnnotations('a.jpg', shown, [
      { word: 'cow', color: '#ff0000' },
      { word: 'sky', color: '#0000ff' },
    ]);
    expect(file.images).toEqual([{ id: 1, file_name: 'a.jpg', width: 4, height: 2 }]);
    expect(file.annotations.map(({ area, bbox }) => [area, bbox])).toEqual([
      [2, [0, 0, 1, 2]],
      [2, [3, 0, 1, 2]],
    ]);
    expect([...decodeRle(file.annotations[1].segmentation)]).toEqual([0, 0, 0, 1, 0, 0, 0, 1]);
    expect(file.categories[1]).toEqual({ id: 2, name: 'sky', color: '#0000ff' });
  });
});
