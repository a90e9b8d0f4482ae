import { basename, extname, resolve } from 'node:path';
import {
  createHashingWriter,
  openFolder,
  sha256File,
  writeDirectoryAtomically,
  type OpenFolder,
} from '@langseg/adapter-node';
import { openCheckpointIn, type Checkpoint } from '@langseg/checkpoints';
import { planConversion, writeBundle, type ConvertOptions } from '@langseg/convert';
import type { BundleConfig, RunOptions } from '@langseg/core';
import prettyBytes from 'pretty-bytes';
import { printable } from '../../terminal/printable.js';
import type { CommandContext } from '../command-context.js';
import { readWholeFile } from '../read-whole-file.js';
import { activations, type ConvertCommandOptions } from './convert-options.js';
import { reportConversion } from './report-conversion.js';

/**
 * Converts a checkpoint into a bundle. The folder appears when it is complete.
 *
 * @throws LangSegError `FILE_CORRUPT`, `FILE_UNSAFE`, `WEIGHTS_MISMATCH`, `USAGE` when an option is missing,
 * `NOT_FOUND`, `IO_FAILED`, `ABORTED`.
 */
export async function convert(
  path: string,
  options: ConvertCommandOptions,
  context: CommandContext,
): Promise<void> {
  const { io, terminal } = context;
  const { out, dtype, license, overwrite } = options;
  const start = performance.now();
  const source = await openFolder(path);
  const textSource = options.textWeights === undefined ? undefined : await openFolder(options.textWeights);
  try {
    const checkpoint = await openCheckpointIn(source);
    const textWeights = textSource && (await openCheckpointIn(textSource));
    const plan = await planConversion(checkpoint, await convertOptions(options, textWeights));
    const { notes = [], warnings = [] } = plan;
    if (!options.json)
      await terminal.print(
        [`Recognised: ${plan.architecture}`, ...notes.map((note) => printable(note, 1000))].join('\n'),
      );
    for (const warning of warnings) terminal.warn(printable(warning, 1000));

    const progress = await terminal.progress({ doing: 'Converting', amount: prettyBytes });
    let config: BundleConfig | undefined;
    try {
      await writeDirectoryAtomically(
        out,
        async (dir) => {
          config = await writeBundle(plan, createHashingWriter(dir), {
            name: options.name ?? basename(resolve(path), extname(path)),
            dtype,
            license,
            source: await originOf(path, source, { signal: io.signal }),
            signal: io.signal,
            onProgress: ({ file, written, total }) => progress.update(written, total, file),
          });
        },
        { overwrite, signal: io.signal },
      );
    } finally {
      progress.stop();
    }
    await reportConversion(
      {
        path: resolve(out),
        config: config!,
        architecture: plan.architecture,
        notes,
        warnings,
        refused: checkpoint.refused,
        seconds: (performance.now() - start) / 1000,
      },
      { json: options.json ?? false, terminal },
    );
  } finally {
    await source.close();
    await textSource?.close();
  }
}

/** One file is named with its hash; several are named by their folder or index. */
async function originOf(path: string, { entry }: OpenFolder, options: RunOptions) {
  const file = basename(resolve(path));
  const isWhole = entry !== undefined && !entry.endsWith('.json');
  return isWhole ? { file, sha256: await sha256File(path, options) } : { file };
}

async function convertOptions(
  options: ConvertCommandOptions,
  textWeights: Checkpoint | undefined,
): Promise<ConvertOptions> {
  const { heads, hooks, readout, textHeads, headBlock, blockDepth, activation, allowUnexpected } = options;
  return {
    stateDict: options.stateDict,
    textWeights,
    heads,
    outIndices: hooks,
    readout,
    textHeads,
    regularizer: headBlock,
    blockDepth,
    activation: activation && activations[activation],
    allowUnexpected,
    wordTable: options.wordVectors === undefined ? undefined : await readWholeFile(options.wordVectors),
  };
}
