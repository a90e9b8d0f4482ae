import { counted } from '@langseg/core';
import type { Gain } from '../compare/bootstrap-gains.js';
import type { RecordComparison } from '../compare/compare-records.js';
import { escapeHtml } from './escape-html.js';

/** Gains over an earlier evaluation, by class; those that chance alone may make are grey. */
export function comparisonSection(comparison: RecordComparison): string {
  const { photos, differences, meanIoU, pixelAccuracy, classes } = comparison;
  const rows = [
    row('mean IoU', meanIoU),
    row('right pixels', pixelAccuracy),
    ...classes.map((each) => row(each.label, each)),
  ];
  return [
    '<h2>Against the earlier evaluation</h2>',
    differences.length > 0
      ? `<p>What differs, before and after:</p><ul>${differences.map((each) => `<li>${escapeHtml(each)}</li>`).join('\n')}</ul>`
      : '<p>All settings are the same.</p>',
    `<p class="weak">In points of 100, over the ${counted(photos, 'photo')} of both. Of 1,000 random choices of these photos, 95 % have a gain between the last two figures; where that includes 0, the row is grey.</p>`,
    `<div class="wide"><table class="gains"><tr><th scope="col">class</th><th scope="col">before</th><th scope="col">after</th><th scope="col">gain</th><th scope="col">from</th><th scope="col">to</th></tr>\n${rows.join('\n')}</table></div>`,
  ].join('\n');
}

function row(name: string, { before, after, gain, interval: [low, high] }: Gain): string {
  const isSure = low > 0 || high < 0;
  return (
    `<tr${isSure ? '' : ' class="unsure"'}><th scope="row">${escapeHtml(name)}</th><td>${points(before)}</td><td>${points(after)}</td>` +
    `<td>${signed(gain)}</td><td>${signed(low)}</td><td>${signed(high)}</td></tr>`
  );
}

function points(share: number): string {
  return (100 * share).toFixed(1);
}

function signed(share: number): string {
  const text = points(share);
  return share > 0 && text !== '0.0' ? `+${text}` : text.replace('-', '−');
}
