import { describe, expect, it } from 'vitest';
import type { StepMetrics } from '../run/run-metrics.js';
import { reportPage } from './report-page.js';
import { smooth } from './smooth.js';

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

  it('names groups, axes, data sets and examples', () => {
    const classes = [{ label: 'sky', iou: 0.5 }];
    const set = { name: 'held <out>', meanIou: 0.5, pixelAccuracy: 0.6, classes, labels: 2, images: 3 };
    const page = reportPage(
      'Run',
      [...steps.slice(0, 9), { type: 'validation', step: 9, epoch: 0, score: 0.5, sets: [set] }],
      {
        groups: ['backbone', 'decoder, no weight decay'],
        examples: [
          { set: 'held <out>', step: 9, words: ['sky', '<cow>'], pictures: ['data:image/jpeg;base64,AA=='] },
        ],
      },
    );
    for (const text of [
      '>backbone</text>',
      '>decoder, no weight decay</text>',
      '>step</text>',
      '>cross-entropy</text>',
      '>mean IoU (%)</text>',
      '>held &lt;out&gt;, 3 photos</th>',
      'mean over 1 of 2 classes',
      'Examples of held &lt;out&gt; after step 9: photo, mask, prediction',
      '</i>&lt;cow&gt;</span>',
      '<img src="data:image/jpeg;base64,AA=="',
    ])
      expect(page).toContain(text);
    expect(page).not.toMatch(/group \d|<script/);
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
});
