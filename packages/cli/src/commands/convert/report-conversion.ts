import type { BundleConfig } from '@langseg/core';
import prettyBytes from 'pretty-bytes';
import { printable } from '../../terminal/printable.js';
import { plainTable } from '../../terminal/plain-table.js';
import type { Terminal } from '../../terminal/terminal.js';

/** What came of a conversion. */
export interface Conversion {
  /** Folder of the bundle. */
  readonly path: string;
  readonly config: BundleConfig;
  readonly architecture: string;
  /** What was found and chosen, and what was guessed. */
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
  /** Python globals of the checkpoint that were not built. */
  readonly refused: readonly string[];
  readonly seconds: number;
}

/** Prints the files of the bundle, what was refused, and what it took. */
export async function reportConversion(
  { path, config, architecture, notes, warnings, refused, seconds }: Conversion,
  { json, terminal }: { readonly json: boolean; readonly terminal: Terminal },
): Promise<void> {
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const { name, files, pipeline } = config;
  if (json) {
    const facts = {
      path,
      name,
      architecture,
      notes,
      warnings,
      files,
      refused,
      seconds,
      peakMemoryBytes: peakBytes,
    };
    return terminal.printJson(facts);
  }
  const { colors } = terminal;
  const rows = Object.entries(files).map(([file, { bytes }]) => [file, prettyBytes(bytes)]);
  const lines = [plainTable(rows, ['left', 'right'])];
  if (refused.length > 0)
    lines.push(
      colors.dim(`Not needed and not built from the pickle: ${refused.map((n) => printable(n)).join(', ')}`),
    );
  if (!('imageEncoder' in pipeline))
    lines.push('The bundle contains only a text encoder: use it in another pipeline.');
  lines.push(
    `Written to ${printable(path)} in ${seconds.toFixed(1)} s, at most ${prettyBytes(peakBytes)} of memory in use.`,
  );
  await terminal.print(lines.join('\n'));
}
