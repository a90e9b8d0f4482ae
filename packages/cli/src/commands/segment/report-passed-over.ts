import { counted } from '@langseg/core';
import { printable } from '../../terminal/printable.js';
import type { Terminal } from '../../terminal/terminal.js';
import type { FoundImages } from './find-images.js';

/** More names than these would hide what is important; `--json` has all of them. */
const shown = 5;

/** Says what of the folders is not segmented; with `--json` on standard output as well, one line a folder. */
export async function reportPassedOver(
  { passedOver, results }: Pick<FoundImages, 'passedOver' | 'results'>,
  json: boolean,
  terminal: Terminal,
): Promise<void> {
  if (results > 0) terminal.note(`Skipped ${counted(results, 'picture')} from an earlier run.`);
  const names = [...passedOver.values()].flat();
  if (names.length === 0) return;
  const listed = names.slice(0, shown).map((name) => printable(name));
  if (names.length > shown) listed.push(`+ ${names.length - shown} more`);
  terminal.note(
    `Skipped ${counted(names.length, 'file')} in formats that can't be read: ${listed.join(', ')}.`,
  );
  if (json) for (const [input, files] of passedOver) await terminal.printJson({ input, passedOver: files });
}
