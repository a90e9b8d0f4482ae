import { escapeHtml } from './escape-html.js';
import { seriesColor } from './html-page.js';
import { lineChart } from './line-chart.js';

/** Pixels whose probability falls into one of several equal ranges from 0 to 1. */
export interface ReportBin {
  readonly pixels: number;
  /** Mean probability of the winning class, from 0 to 1. */
  readonly confidence: number;
  /** Share of the pixels that were right, from 0 to 1. */
  readonly accuracy: number;
}

/** How often the model is right when it is sure, against how sure it was. */
export function calibrationSection(bins: readonly ReportBin[], error: number | null): string {
  const points = bins
    .filter(({ pixels }) => pixels > 0)
    .map(({ confidence, accuracy }) => ({ x: confidence, y: accuracy }));
  if (points.length === 0) return '';
  const diagonal = [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ];
  const said =
    error === null
      ? ''
      : `The mean distance of the two lines, weighted by pixels, is ${(100 * error).toFixed(1)} % (expected calibration error).`;
  return [
    '<h2>Calibration</h2>',
    `<p class="weak">Below the diagonal the model is too sure of itself, above it too modest. ${escapeHtml(said)}</p>`,
    lineChart(
      'Share of right pixels by probability',
      { x: 'probability of the winning class', y: 'share of right pixels', range: [0, 1] },
      [
        { name: 'model', points, color: seriesColor(0) },
        { name: 'perfectly calibrated', points: diagonal, color: 'var(--weak)', isFaint: true },
      ],
    ),
  ].join('\n');
}
