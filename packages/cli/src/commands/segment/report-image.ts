import type { Terminal } from '../../terminal/terminal.js';
import { printable } from '../../terminal/printable.js';
import { stackOf } from '../../stack-of.js';
import type { CommandContext } from '../command-context.js';
import type { FoundImage } from './find-images.js';
import type { ImageFailure } from './image-failure.js';
import { resultTable } from './result-table.js';
import type { LabelWarnings } from './label-warnings.js';
import type { SegmentedImage, SegmentRun } from './segment-run.js';

/** Prints a result, and on standard error what is odd about the image: a table for people, or with `--json` one object on a line. */
export async function reportImage(
  { name, result, explanation, files, warnings, timings }: SegmentedImage,
  { options, model, target }: Pick<SegmentRun, 'options' | 'model' | 'target'>,
  { labelWarnings, terminal }: { readonly labelWarnings: LabelWarnings; readonly terminal: Terminal },
): Promise<void> {
  for (const message of warnings) terminal.warn(printable(message));
  if (target.isStdout) return;
  if (!options.json)
    return terminal.print(
      resultTable({ input: name, result, explanation, files, milliseconds: timings.total }, terminal.colors),
    );
  const rounded = Object.entries(timings).map(([part, value]) => [part, Math.round(value * 10) / 10]);
  await terminal.printJson({
    input: name,
    model,
    ...result,
    ...(explanation && { at: explanation }),
    files,
    timings: Object.fromEntries(rounded) as object,
    warnings: [...warnings, ...labelWarnings.messages],
  });
}

/** Says why an image failed; with `--json` on standard output as well, so that every image has its line. */
export async function reportImageFailure(
  { name }: FoundImage,
  { message, code, cause }: ImageFailure,
  json: boolean,
  { terminal, debug }: CommandContext,
): Promise<void> {
  const text = message.includes(name) ? message : `${printable(name)}: ${message}`;
  terminal.note(`${terminal.errorColors.red('error:')} ${text} [${code}]`);
  if (debug) terminal.note(stackOf(cause));
  else if (code === 'INTERNAL')
    terminal.note('This error is unexpected; run again with --debug for details.');
  if (json) await terminal.printJson({ input: name, error: { code, message } });
}
