import { describe, expect, it } from 'vitest';
import type { StepMetrics } from '../run/run-metrics.js';
import { lineChart } from './line-chart.js';
import { reportPage } from './report-page.js';
import { smooth, thin } from './smooth.js';

describe('reportPage', () => {
  const steps = Array.from({ length: 5000 }, (_, i): StepMetrics => ({
    type: 'step',
    step: i + 1,
    epoch: 0,
    loss: i % 100 === 0 ? null : 3 / (1 + i / 100),
    learningRates: [0.001, 0.01],
    imagesPerSecond: 9.87,
    seconds: i,
  }));

  it('shows curves and stays small', () => {
    const page = reportPage('Photos & <masks>', steps);
    expect(page).toContain('<h1>Photos &amp; &lt;masks&gt;</h1>');
    expect(page.match(/<svg/g)).toHaveLength(2);
    expect(page).toContain('9.9 images/s');
    expect(page).not.toContain('NaN');
    expect(page.length).toBeLessThan(100_000);
  });

  it('copes with nothing and with a single step', () => {
    expect(reportPage('Empty', [])).toContain('Nothing recorded yet.');
    expect(reportPage('One', steps.slice(1, 2))).toContain('<circle');
  });
});

describe('curves', () => {
  it('are smoothed without a bias at their start', () => {
    const points = [3, 3, 3].map((y, x) => ({ x, y }));
    expect(smooth(points, 0.9).map(({ y }) => y)).toEqual([
      expect.closeTo(3),
      expect.closeTo(3),
      expect.closeTo(3),
    ]);
    expect(smooth([{ x: 0, y: 1 }], 0)).toEqual([{ x: 0, y: 1 }]);
  });

  it('are thinned to their ends', () => {
    const points = Array.from({ length: 10 }, (_, x) => ({ x, y: x }));
    expect(thin(points, 4).map(({ x }) => x)).toEqual([0, 3, 6, 9]);
    expect(thin(points, 10)).toBe(points);
  });

  it('have axes although all values are the same', () => {
    const points = [
      { x: 1, y: 2 },
      { x: 1, y: 2 },
    ];
    const svg = lineChart('flat', [{ name: 'a', points, color: '#000' }]);
    expect(svg).not.toMatch(/NaN|Infinity/);
  });
});
