import { describe, expect, it } from 'vitest';
import { arrangeColumns } from './arrange-columns.js';

function arrange(widths: readonly number[], width: number, rows: number, prefer: 'wide' | 'tall') {
  return arrangeColumns(widths, { width, rows, gap: 1, prefer, widthOf: (line) => line });
}

describe('arrangeColumns', () => {
  it('fills from top to bottom, each column as wide as its widest line', () => {
    expect(arrange([3, 5, 2, 4, 1], 12, 9, 'wide')).toEqual([
      { left: 0, width: 5, lines: [3, 5] },
      { left: 6, width: 4, lines: [2, 4] },
      { left: 11, width: 1, lines: [1] },
    ]);
  });

  it('prefers one row when wide, one column when tall', () => {
    expect(arrange([1, 1, 1], 5, 3, 'wide')).toHaveLength(3);
    expect(arrange([1, 1, 1], 5, 3, 'tall')).toHaveLength(1);
    expect(arrange([1, 1, 1], 5, 2, 'tall').map(({ lines }) => lines.length)).toEqual([2, 1]);
  });

  it('takes the first lines when there is no room for all', () => {
    for (const prefer of ['wide', 'tall'] as const)
      expect(arrange([2, 2, 2, 2, 2], 5, 2, prefer).flatMap(({ lines }) => lines)).toHaveLength(4);
  });

  it('keeps one column however narrow the room', () => {
    expect(arrange([9, 9], 1, 1, 'wide')).toEqual([{ left: 0, width: 9, lines: [9] }]);
  });
});
