import { counted } from '@langseg/core';
import type { Gain, RecordComparison } from '@langseg/evaluation';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';
import type { Terminal } from '../../terminal/terminal.js';

/** Prints gains over an earlier evaluation in points of 100, the largest first; `*` marks those that chance alone hardly makes. */
export async function printGains(comparison: RecordComparison, terminal: Terminal): Promise<void> {
  const { photos, differences, meanIoU, pixelAccuracy, classes } = comparison;
  await terminal.print('');
  await terminal.print(
    `${terminal.colors.bold('Against the earlier evaluation')}  over ${counted(photos, 'photo')} of both`,
  );
  for (const each of differences) await terminal.print(`  ${printable(each)}`);
  const rows = [
    row('mean IoU', meanIoU),
    row('pixel accuracy', pixelAccuracy),
    ...classes.map((each) => row(printable(each.label, 40), each)),
  ];
  await terminal.print(
    plainTable(
      [['', 'before', 'after', 'gain', '95 % of choices', ''], ...rows],
      ['left', 'right', 'right', 'right', 'right', 'left'],
    ),
  );
}

function row(name: string, { before, after, gain, interval: [low, high] }: Gain): string[] {
  const isSure = low > 0 || high < 0;
  return [
    name,
    points(before),
    points(after),
    signed(gain),
    `${signed(low)} to ${signed(high)}`,
    isSure ? '*' : '',
  ];
}

function points(share: number): string {
  return (100 * share).toFixed(1);
}

function signed(share: number): string {
  const text = points(share);
  return share > 0 && text !== '0.0' ? `+${text}` : text.replace('-0.0', '0.0');
}
