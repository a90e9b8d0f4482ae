import type { BatchStatus } from '@langseg/batch';
import { printable } from '../../terminal/printable.js';
import type { CommandContext } from '../command-context.js';
import type { StatusOptions } from './batch-options.js';
import { databaseOf, loadBatch } from './load-batch.js';

/** Prints how far a batch is. @throws LangSegError `PACKAGE_MISSING`, `USAGE`; as `readBatchStatus`. */
export async function status(options: StatusOptions, context: CommandContext): Promise<void> {
  const { readBatchStatus } = await loadBatch();
  const found = await readBatchStatus(databaseOf(options, context), options.batch);
  if (options.json) return context.terminal.printJson(found);
  await context.terminal.print(statusLines(found).join('\n'));
}

function statusLines(found: BatchStatus): string[] {
  const { name, cancelled, photos, jobs, workers, eta, deadLetters, reasons } = found;
  const share = photos.total === 0 ? 100 : (100 * (photos.total - photos.waiting)) / photos.total;
  const left = eta === undefined ? '' : `, ${duration(eta)} left`;
  return [
    `${name}: ${share.toFixed(1)} %${cancelled ? ', cancelled' : left}`,
    `  photos   ${photos.total}: ${photos.done} done, ${photos.failed} failed, ${photos.waiting} waiting`,
    `  jobs     ${jobs.completed} completed, ${jobs.active} active, ${jobs.waiting} waiting, ${jobs.failed} failed` +
      `${jobs.cancelled > 0 ? `, ${jobs.cancelled} cancelled` : ''}`,
    ...workers.map(
      (worker) =>
        `  worker   ${printable(worker.name)}: ${worker.done} of ${worker.photos}, heard of ${Math.round(worker.silent)} s ago`,
    ),
    ...deadLetters.map(
      ({ photo, code, message }) => `  failed   ${printable(photo)}: ${printable(message)} [${code}]`,
    ),
    ...(photos.failed > deadLetters.length ? [`  … and ${photos.failed - deadLetters.length} more`] : []),
    ...reasons.map((reason) => `  trouble  ${printable(reason)}`),
  ];
}

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
