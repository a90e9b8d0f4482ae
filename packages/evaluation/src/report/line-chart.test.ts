import { describe, expect, it } from 'vitest';
import { lineChart, thin } from './line-chart.js';

describe('curves', () => {
  it('are thinned to their ends', () => {
    const points = Array.from({ length: 10 }, (_, x) => ({ x, y: x }));
    expect(thin(points, 4).map(({ x }) => x)).toEqual([0, 3, 6, 9]);
    expect(thin(points, 10)).toBe(points);
  });

  it('leave room for their names', () => {
    const axes = { x: 'x', y: 'y', range: [0, 1] as const };
    const svg = (y: number) =>
      lineChart('chart', axes, [
        {
          name: 'a',
          points: [
            { x: 0.2, y },
            { x: 1, y: 1 },
          ],
          color: '#000',
        },
      ]);
    expect(svg(0.2)).toContain('text-anchor="start" style');
    expect(svg(0.9)).toContain('text-anchor="end" style');
  });

  it('have axes although all values are the same', () => {
    const points = [
      { x: 1, y: 2 },
      { x: 1, y: 2 },
    ];
    const svg = lineChart('flat', { x: 'step', y: 'y' }, [{ name: 'a', points, color: '#000' }]);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
});
