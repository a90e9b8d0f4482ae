import type { ConfusionMatrix } from '../confusion-matrix.js';
import { escapeHtml } from './escape-html.js';

/** Rows and columns that are still readable. */
const mostShown = 40;
const mostListed = 12;
const cell = 16;

/** How often a class was taken for another. */
interface Mistake {
  readonly truth: number;
  readonly taken: number;
  readonly pixels: number;
  /** Of the pixels of the class. */
  readonly share: number;
}

/**
 * Who is taken for whom: a row for each true class, its pixels spread over what they were predicted as, and the commonest
 * mistakes as a list. Of many classes only the largest are drawn.
 */
export function confusionSection(labels: readonly string[], matrix: ConfusionMatrix): string {
  const { classes, counts } = matrix;
  const row = (truth: number) => counts.subarray(truth * classes, (truth + 1) * classes);
  const pixels = labels.map((_, truth) => row(truth).reduce((sum, count) => sum + count, 0));
  const present = [...labels.keys()].filter((index) => pixels[index] > 0);
  if (present.length === 0) return '';
  // A class that is nowhere in the photos still has a column where it was often predicted.
  const predicted = labels.map((_, taken) => present.reduce((sum, truth) => sum + row(truth)[taken], 0));
  const shown = [...labels.keys()]
    .filter((index) => pixels[index] + predicted[index] > 0)
    .sort((a, b) => pixels[b] + predicted[b] - pixels[a] - predicted[a])
    .slice(0, mostShown)
    .sort((a, b) => a - b);
  const share = (truth: number, taken: number) => (pixels[truth] > 0 ? row(truth)[taken] / pixels[truth] : 0);
  const mistakes = present
    .flatMap((truth) =>
      [...labels.keys()]
        .filter((taken) => taken !== truth && row(truth)[taken] > 0)
        .map((taken): Mistake => ({
          truth,
          taken,
          pixels: row(truth)[taken],
          share: share(truth, taken),
        })),
    )
    .sort((a, b) => b.pixels - a.pixels)
    .slice(0, mostListed);
  const some =
    shown.length < labels.length ? `, the ${shown.length} of ${labels.length} with most pixels` : '';
  return [
    '<h2>Who is taken for whom</h2>',
    `<p class="weak">Each row is a true class${some}; the darker a square, the more of its pixels were predicted as the class of the column.</p>`,
    `<div class="wide">${heatMap(labels, shown, share)}</div>`,
    mistakeTable(labels, mistakes),
  ].join('\n');
}

function heatMap(
  labels: readonly string[],
  shown: readonly number[],
  share: (truth: number, taken: number) => number,
): string {
  const longest = Math.max(...shown.map((index) => [...labels[index]].length));
  const margin = Math.min(150, 14 + 6.2 * longest);
  const size = margin + cell * shown.length + 4;
  const title = (index: number) => escapeHtml(shorten(labels[index]));
  const rows = shown.flatMap((truth, y) => {
    const top = margin + cell * y;
    return [
      `<text x="${margin - 6}" y="${top + 12}" text-anchor="end">${title(truth)}</text>`,
      ...shown.flatMap((taken, x) => {
        const part = share(truth, taken);
        if (part < 0.005) return [];
        const color = seriesFor(truth === taken);
        const place = `x="${margin + cell * x}" y="${top}" width="${cell - 1}" height="${cell - 1}"`;
        const said = `${labels[truth]} → ${labels[taken]}: ${percent(part)}`;
        return [
          `<rect ${place} fill="${color}" fill-opacity="${(0.08 + 0.92 * part).toFixed(2)}"><title>${escapeHtml(said)}</title></rect>`,
        ];
      }),
    ];
  });
  const columns = shown.map(
    (taken, x) =>
      `<text transform="translate(${margin + cell * x + 12} ${margin - 6}) rotate(-90)">${title(taken)}</text>`,
  );
  const frame = `<rect x="${margin - 0.5}" y="${margin - 0.5}" width="${cell * shown.length}" height="${cell * shown.length}" fill="var(--fill)"/>`;
  return [
    `<svg viewBox="0 0 ${size} ${size}" style="width:${Math.round(size)}px;max-width:none" role="img" aria-label="Confusion of ${shown.length} classes; the table below lists the commonest mistakes">`,
    frame,
    ...columns,
    ...rows,
    '</svg>',
  ].join('\n');
}

function mistakeTable(labels: readonly string[], mistakes: readonly Mistake[]): string {
  if (mistakes.length === 0) return '<p>Nothing was taken for anything else.</p>';
  const rows = mistakes.map(
    ({ truth, taken, pixels, share }) =>
      `<tr><td>${escapeHtml(labels[truth])}</td><td>${escapeHtml(labels[taken])}</td><td>${percent(share)}</td><td>${pixels.toLocaleString('en')}</td></tr>`,
  );
  return `<table class="mistakes"><tr><th>pixels of</th><th>taken for</th><th>share</th><th>pixels</th></tr>\n${rows.join('\n')}</table>`;
}

/** Right ones have another colour than mistakes. */
function seriesFor(isRight: boolean): string {
  return isRight ? 'var(--c0)' : 'var(--c1)';
}

function shorten(label: string): string {
  const characters = [...label];
  return characters.length > 22 ? `${characters.slice(0, 21).join('')}…` : label;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
