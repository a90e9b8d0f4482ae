import type { TrainedRun } from '@langseg/training/node';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';
import type { Terminal } from '../../terminal/terminal.js';
import { duration, overClasses, percent } from './describe-event.js';

/** Prints how well each class is found at the end, and where everything is. */
export async function reportTraining(run: TrainedRun, terminal: Terminal): Promise<void> {
  const { validation, progress, model, weights } = run;
  const { colors } = terminal;
  const lines = (validation?.sets ?? []).flatMap(({ name, classes, labels, meanIou, images }) => [
    `${colors.bold(printable(name))}, ${images} photos`,
    plainTable(
      [
        ...classes.map(({ label, iou }) => [printable(label, 40), percent(iou)]),
        [`mean IoU ${overClasses(classes.length, labels)}`, percent(meanIou)],
      ],
      ['left', 'right'],
    ),
  ]);
  if (progress.best && progress.best.step !== progress.step)
    lines.push(`Best after epoch ${progress.best.epoch + 1}: mIoU ${percent(progress.best.score)}`);
  lines.push(
    `${progress.step} steps in ${duration(progress.seconds)}`,
    `→ ${printable(model)}  for langseg segment --model`,
    `→ ${printable(weights)}  weights in the official layout`,
  );
  await terminal.print(lines.join('\n'));
}
