import { counted } from '@langseg/core';
import type { EvaluationRecord } from '@langseg/evaluation';
import { printable } from '../../terminal/printable.js';
import { plainTable } from '../../terminal/plain-table.js';
import type { Terminal } from '../../terminal/terminal.js';

/** Prints a record: as JSON, or the scores and a table of classes, the best first. */
export async function reportEvaluation(
  record: EvaluationRecord,
  { json = false }: { readonly json?: boolean },
  terminal: Terminal,
): Promise<void> {
  if (json) return terminal.printJson(record);
  for (const { message } of record.skipped.slice(0, 20)) terminal.warn(printable(`left out: ${message}`));
  const { settings, conventions, classes } = record;
  const other = settings.convention === 'standard' ? 'official' : 'standard';
  const rows = [
    ['pixel accuracy', number(record.pixelAccuracy), ''],
    ['mean IoU', number(record.meanIoU), overClasses(record)],
    [
      `  by the ${other} convention`,
      number(conventions[other].meanIoU),
      `over ${conventions[other].classes} classes`,
    ],
    ['frequency-weighted IoU', number(record.frequencyWeightedIoU), ''],
    ...(record.fbIoU === null ? [] : [['foreground/background IoU', number(record.fbIoU), '']]),
    [
      'outlines, F',
      number(record.boundaryF),
      `within ${percent(settings.boundaryTolerance)} of the diagonal`,
    ],
    ['calibration error', number(record.expectedCalibrationError), ''],
    ['false area', number(record.falseArea), 'given to words that are not in the picture'],
  ];
  const { colors } = terminal;
  const part = record.shard ? `, shard ${record.shard.number} of ${record.shard.of}` : '';
  await terminal.print(
    `${colors.bold(printable(settings.dataset.name))}  ${counted(record.photos, 'photo')}${part}, model ${printable(settings.model.name)}`,
  );
  await terminal.print(plainTable(rows, ['left', 'right']));
  const shown = classes.filter(({ pixels, predicted }) => pixels > 0 || predicted > 0);
  const table = [...shown]
    .sort((a, b) => Number(b.counted) - Number(a.counted) || (b.iou ?? 0) - (a.iou ?? 0))
    .map((each) => [
      printable(each.label, 40),
      each.counted ? number(each.iou) : '–',
      number(each.boundaryF),
      String(each.pixels),
      String(each.predicted),
    ]);
  await terminal.print('');
  await terminal.print(
    plainTable(
      [['class', 'IoU', 'outline F', 'pixels', 'predicted'], ...table],
      ['left', 'right', 'right', 'right', 'right'],
    ),
  );
  const others = classes.length - shown.length;
  if (others > 0)
    await terminal.print(
      `  and ${counted(others, 'class', 'classes')} that neither masks nor predictions show`,
    );
}

/** A score on few classes says so. */
function overClasses({ meanIoUOver, classes }: EvaluationRecord): string {
  return meanIoUOver === classes.length
    ? `over all ${classes.length} classes`
    : `over ${meanIoUOver} of ${classes.length} classes; the others have too little ground truth`;
}

const number = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
const percent = (value: number | null): string => (value === null ? '–' : `${(100 * value).toFixed(2)} %`);
