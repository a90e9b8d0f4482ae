import { basename, extname, resolve } from 'node:path';
import {
  createHashingWriter,
  fileSource,
  sha256File,
  writeDirectoryAtomically,
} from '@langseg/adapters/node';
import { openCheckpoint } from '@langseg/checkpoints';
import { planConversion, writeBundle, type ConvertOptions } from '@langseg/convert';
import type { BundleConfig } from '@langseg/core';
import prettyBytes from 'pretty-bytes';
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
  const source = await fileSource(path);
  try {
    const checkpoint = await openCheckpoint(source);
    const plan = await planConversion(checkpoint, await convertOptions(options));
    if (!options.json) await terminal.print(`Recognised: ${plan.architecture}`);

    const progress = await terminal.progress({ doing: 'Converting', amount: prettyBytes });
    let config: BundleConfig | undefined;
    try {
      await writeDirectoryAtomically(
        out,
        async (dir) => {
          config = await writeBundle(plan, createHashingWriter(dir), {
            name: options.name ?? basename(path, extname(path)),
            dtype,
            license,
            source: { file: basename(path), sha256: await sha256File(path, { signal: io.signal }) },
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
        refused: checkpoint.refused,
        seconds: (performance.now() - start) / 1000,
      },
      { json: options.json ?? false, terminal },
    );
  } finally {
    await source.close();
  }
}

async function convertOptions(options: ConvertCommandOptions): Promise<ConvertOptions> {
  const { heads, hooks, readout, textHeads, headBlock, blockDepth, activation, allowUnexpected } = options;
  return {
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
