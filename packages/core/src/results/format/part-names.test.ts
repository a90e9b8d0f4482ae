import { describe, expect, it } from 'vitest';
import { createPartNames, partNameBytes } from './part-names.js';

const namesOf = (parts: readonly string[]): string[] => parts.map(createPartNames());

describe('names of parts', () => {
  it('keep letters and digits of any script', () => {
    expect(namesOf(['Potted Plant', '草地', 'café au lait', 'a/b\\c..'])).toEqual([
      'potted-plant',
      '草地',
      'café-au-lait',
      'a-b-c',
    ]);
  });

  it('are short, never empty and all different', () => {
    expect(namesOf(['a b', 'A-B', '!!!', 'x'.repeat(1000)])).toEqual([
      'a-b',
      'a-b-1',
      'label-2',
      'x'.repeat(40),
    ]);
    const clashing = namesOf(['a-2', 'x', 'a', 'A', '?', 'label-4', 'A 3', 'a-2']);
    expect(new Set(clashing).size).toBe(clashing.length);
    const [long] = namesOf(['草'.repeat(100)]);
    expect(new TextEncoder().encode(`${long}-65534`).length).toBeLessThanOrEqual(partNameBytes);
  });
});
