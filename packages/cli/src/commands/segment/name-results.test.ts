import { describe, expect, it } from 'vitest';
import { createResultNames, labelSlugs } from './name-results.js';

describe('names of results', () => {
  it.each([
    ['photos/dog.jpg', 'dog'],
    ['dog.2024.tar.png', 'dog.2024.tar'],
    ['stdin', 'stdin'],
    ['.hidden.png', '.hidden'],
    ['https://example.org/a/dog.jpg?size=2#top', 'dog'],
    ['https://example.org/', 'image'],
  ])('%s: %s', (input, name) => {
    expect(createResultNames()(input)).toBe(name);
  });

  it('differ, also in more than case', () => {
    const nameOf = createResultNames();
    expect(['a/dog.jpg', 'b/Dog.png', 'dog-2.jpg', 'c/dog.gif'].map(nameOf)).toEqual([
      'dog',
      'Dog-2',
      'dog-2-2',
      'dog-3',
    ]);
  });
});

describe('slugs of labels', () => {
  it('keep letters and digits of any script', () => {
    expect(labelSlugs(['Potted Plant', '草地', 'café au lait', 'a/b\\c..'])).toEqual([
      'potted-plant',
      '草地',
      'café-au-lait',
      'a-b-c',
    ]);
  });

  it('are short, never empty and all different', () => {
    expect(labelSlugs(['a b', 'A-B', '!!!', 'x'.repeat(1000)])).toEqual([
      'a-b',
      'a-b-1',
      'label-2',
      'x'.repeat(40),
    ]);
  });
});
