import { describe, expect, it } from 'vitest';
import { createResultNames } from './name-results.js';

describe('names of results', () => {
  it.each([
    ['photos/dog.jpg', 'dog'],
    ['dog.2024.tar.png', 'dog.2024.tar'],
    ['stdin', 'stdin'],
    ['.hidden.png', '.hidden'],
    ['https://example.org/a/dog.jpg?size=2#top', 'dog'],
    ['https://example.org/', 'image'],
  ])('%s: %s', (input, name) => {
    expect(createResultNames()(input)).toEqual({ name, isShortened: false });
  });

  it('differ, also in more than case', () => {
    const nameOf = createResultNames();
    const inputs = ['a/dog.jpg', 'b/Dog.png', 'dog-2.jpg', 'c/dog.gif'];
    expect(inputs.map((input) => nameOf(input).name)).toEqual(['dog', 'Dog-2', 'dog-2-2', 'dog-3']);
  });
});

describe('names that are too long', () => {
  const bytesOf = (name: string): number => Buffer.byteLength(`${name}.overlay.png`);

  it.each([
    ['letters', 'x'.repeat(246)],
    ['characters of three bytes', '草'.repeat(82)],
    ['characters of two units', '🐕'.repeat(62)],
    ['an address', `https://example.org/${'a/b'.repeat(900)}`],
  ])('of %s: shortened to what file systems take, alike in every run', (_, stem) => {
    const [first, second] = [createResultNames(), createResultNames()].map((nameOf) => nameOf(`${stem}.jpg`));
    expect(second).toEqual(first);
    expect(bytesOf(first.name)).toBeLessThanOrEqual(255);
    if (!stem.startsWith('https')) expect(first.isShortened).toBe(true);
    expect(first.name).not.toMatch(/\p{Surrogate}/u);
  });

  it('differ where only their ends differ, and where they are the same', () => {
    const nameOf = createResultNames(105);
    const inputs = ['a', 'b', 'a'].map((end) => `${'草'.repeat(80)}${end}.jpg`);
    const names = inputs.map((input) => nameOf(input).name);
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^草+-[0-9a-f]{12}$/);
    expect(Buffer.byteLength(names[0])).toBeLessThanOrEqual(255 - 105);
  });

  it('in other folders are no reason for another name', () => {
    const nameOf = createResultNames();
    expect(['a', 'b'].map((folder) => nameOf('dog.jpg', folder).name)).toEqual(['dog', 'dog']);
  });

  it('are found quickly for thousands of photos of one name', () => {
    const nameOf = createResultNames();
    const names = Array.from({ length: 20_000 }, () => nameOf('image.jpg').name);
    expect(new Set(names).size).toBe(20_000);
  });
});
