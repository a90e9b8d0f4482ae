import { counted } from '@langseg/core';
import type { ModelCalibration, RejectionShares } from '@langseg/evaluation';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';
import type { Terminal } from '../../terminal/terminal.js';

/** What was calibrated, and where the result was written. */
export interface CalibratedThings {
  readonly model: string;
  readonly dataset: string;
  readonly path: string | undefined;
}

/** Prints a calibration and what it changes: as JSON, or as a table. */
export async function reportCalibration(
  result: ModelCalibration,
  { model, dataset, path }: CalibratedThings,
  { json = false }: { readonly json?: boolean },
  terminal: Terminal,
): Promise<void> {
  if (json) return terminal.printJson({ model, dataset, ...result, ...(path !== undefined && { path }) });
  const { calibration, fitted, heldOut, before, after, skipped } = result;
  for (const { message } of skipped.slice(0, 20)) terminal.warn(printable(`left out: ${message}`));
  await terminal.print(
    `${terminal.colors.bold(printable(dataset))}  ${counted(fitted.photos, 'photo')}, ${heldOut.photos} more held out, model ${printable(model)}`,
  );
  await terminal.print(
    plainTable(
      [
        ['temperature', calibration.temperature.toFixed(2)],
        ['threshold', calibration.threshold.toFixed(2)],
      ],
      ['left', 'right'],
    ),
  );
  const row = (name: string, of: (shares: RejectionShares) => number | null) => [
    name,
    percent(of(before)),
    percent(of(after)),
  ];
  await terminal.print('');
  await terminal.print(
    plainTable(
      [
        ['on the photos held out', 'without', 'with --other auto'],
        row('right pixels of named classes', ({ rightPixels }) => rightPixels),
        row('false area on absent words', ({ falseArea }) => falseArea),
        row('unnamed classes that get a label', ({ unnamedArea }) => unnamedArea),
      ],
      ['left', 'right', 'right'],
    ),
  );
  await terminal.print('');
  await terminal.print(
    path === undefined ? '  Nothing was written; --out and --write do.' : `  → ${printable(path)}`,
  );
}

const percent = (value: number | null): string => (value === null ? '–' : `${(100 * value).toFixed(1)} %`);
