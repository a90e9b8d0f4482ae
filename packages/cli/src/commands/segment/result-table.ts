import type { Ansis } from 'ansis';
import type { Explanation, LegendEntry, Segmentation } from '@langseg/core';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';
import { explanationLines } from './explanation-lines.js';

/** More rows than these are for `--json`. */
const shownRows = 24;

const shownAbsent = 8;

const labelWidth = 40;

/** What is printed of one image. */
export interface ResultFacts {
  readonly input: string;
  readonly result: ReturnType<Segmentation['toJSON']>;
  readonly explanation?: Explanation;
  readonly files: readonly string[];
  readonly milliseconds: number;
}

/**
 * A result for people: every label that has pixels with its colour and share, the largest first; then the labels that
 * have none, and the files.
 */
export function resultTable(
  { input, result, explanation, files, milliseconds }: ResultFacts,
  colors: Ansis,
): string {
  const { width, height, labels } = result;
  const legend = [...labels].sort((a, b) => b.pixels - a.pixels);
  const present = legend.filter(({ pixels }) => pixels > 0);
  const absent = legend.filter(({ pixels }) => pixels === 0);
  const lines = [
    `${colors.bold(printable(input))}  ${colors.dim(`${width} × ${height}, ${(milliseconds / 1000).toFixed(2)} s`)}`,
    rows(present.slice(0, shownRows), colors),
  ];
  if (present.length > shownRows) lines.push(colors.dim(`  + ${present.length - shownRows} more`));
  if (absent.length > 0) lines.push(colors.dim(`  no pixel: ${listed(absent)}`));
  if (explanation) lines.push(explanationLines(explanation, colors));
  if (files.length > 0) lines.push(colors.dim(`  → ${files.map((file) => printable(file)).join(', ')}`));
  return lines.join('\n');
}

function rows(entries: readonly LegendEntry[], colors: Ansis): string {
  return plainTable(
    entries.map(({ label, color, share }) => [
      swatch(color, colors),
      printable(label, labelWidth),
      percent(share),
    ]),
    ['left', 'left', 'right'],
  );
}

/** A patch of the colour itself, or its hexadecimal code where the terminal shows no colours. */
function swatch([red, green, blue]: LegendEntry['color'], colors: Ansis): string {
  if (colors.isSupported()) return colors.rgb(red, green, blue)('██');
  return `#${[red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function percent(share: number): string {
  return share > 0 && share < 0.0005 ? '< 0.1 %' : `${(share * 100).toFixed(1)} %`;
}

function listed(entries: readonly LegendEntry[]): string {
  const names = entries.slice(0, shownAbsent).map(({ label }) => printable(label, labelWidth));
  if (entries.length > shownAbsent) names.push(`+ ${entries.length - shownAbsent} more`);
  return names.join(', ');
}
