import { appendFile, readFile } from 'node:fs/promises';
import { withIoErrors, writeAtomically } from '@langseg/adapter-node';
import type { RunMetrics } from '../../run/run-metrics.js';
import type { RunProgress } from '../../run/run-progress.js';

/** Adds a line. @throws LangSegError `IO_FAILED`. */
export async function appendMetrics(path: string, metrics: RunMetrics): Promise<void> {
  await withIoErrors('write', path, () => appendFile(path, `${JSON.stringify(metrics)}\n`));
}

/** All lines; one that was only begun when the machine stopped is left out. Empty where there is no such file. */
export async function readMetrics(path: string): Promise<RunMetrics[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    try {
      return line ? [JSON.parse(line) as RunMetrics] : [];
    } catch {
      return [];
    }
  });
}

/**
 * Takes away what was recorded after a checkpoint: a run that goes on from there records it again.
 *
 * @throws LangSegError `IO_FAILED`.
 */
export async function truncateMetrics(path: string, { step, epoch }: RunProgress): Promise<void> {
  const lines = await readMetrics(path);
  // A validation comes after the last step of its epoch, which may have been saved without it.
  const before = lines.filter((line) => (line.type === 'step' ? line.step <= step : line.epoch < epoch));
  const kept = inOrder(before);
  const text = kept.map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeAtomically(path, (sink) => sink.write(new TextEncoder().encode(text)));
}

/** Without lines that two processes wrote at once: each step and each validation only once, and only forwards. */
function inOrder(lines: readonly RunMetrics[]): RunMetrics[] {
  let [step, epoch] = [0, -1];
  return lines.filter((line) => {
    const isNext = line.type === 'step' ? line.step > step : line.epoch > epoch;
    if (isNext && line.type === 'step') step = line.step;
    if (isNext && line.type === 'validation') epoch = line.epoch;
    return isNext;
  });
}
