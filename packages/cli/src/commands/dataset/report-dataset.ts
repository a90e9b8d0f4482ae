import { join } from 'node:path';
import { counted } from '@langseg/core';
import type { DatasetSummary } from '@langseg/datasets/node';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';
import type { Terminal } from '../../terminal/terminal.js';

/** More rows than these are for `report.json`. */
const shownRows = 24;

/** Prints what a data set holds: a table for people, or one object. */
export async function reportDataset(
  folder: string,
  summary: DatasetSummary,
  json: boolean,
  terminal: Terminal,
): Promise<void> {
  const files = ['preview.html', 'report.json'].map((name) => join(folder, name));
  if (json) return terminal.printJson({ out: folder, ...summary, files });
  const { colors } = terminal;
  const { format, photos, splits, areas, classes, empty } = summary;
  const parts = Object.entries(splits).map(([split, count]) => `${count} ${split}`);
  const facts = [`${counted(photos, 'photo')} (${parts.join(', ')})`, counted(areas, 'area')];
  if (empty > 0) facts.push(`${counted(empty, 'photo')} without any`);
  const rows = classes.map(({ name, ...counts }) => [
    printable(name, 40),
    counted(counts.areas, 'area'),
    `on ${counted(counts.photos, 'photo')}`,
  ]);
  const lines = [
    `${colors.bold(printable(folder))}  ${colors.dim(`${format}, ${facts.join(', ')}`)}`,
    plainTable(rows.slice(0, shownRows), ['left', 'right', 'right']).replace(/^/gm, '  '),
  ];
  if (rows.length > shownRows) lines.push(colors.dim(`  + ${rows.length - shownRows} more`));
  lines.push(colors.dim(`  → ${files.map((file) => printable(file)).join(', ')}`));
  await terminal.print(lines.join('\n'));
}
