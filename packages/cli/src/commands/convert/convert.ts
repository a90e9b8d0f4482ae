import { basename, extname, resolve } from 'node:path';
import {
  createHashingWriter,
  openFolder,
  sha256File,
  writeDirectoryAtomically,
  type OpenFolder,
} from '@langseg/adapter-node';
import { openCheckpointIn } from '@langseg/checkpoints';
import { planConversion, writeBundle } from '@langseg/convert';
import type { BundleConfig, RunOptions } from '@langseg/core';
import prettyBytes from 'pretty-bytes';
import { printable } from '../../terminal/printable.js';
import type { ModelContext } from '../model-context.js';
import { readWholeFile } from '../read-whole-file.js';
import { localInput } from './input/local-input.js';
import { conversionSource } from './conversion-source.js';
import type { ConvertCommandOptions } from './convert-options.js';
import { reportConversion } from './report-conversion.js';

/**
 * Converts a checkpoint, or a model of the hub, into a bundle. The folder appears when it is complete.
 *
 * @throws LangSegError `FILE_CORRUPT`, `FILE_UNSAFE`, `WEIGHTS_MISMATCH`, `USAGE` when an option is missing,
 * `NOT_FOUND`, `NETWORK_FAILED`, `HASH_MISMATCH`, `IO_FAILED`, `ABORTED`.
 */
export async function convert(
  input: string,
  given: ConvertCommandOptions,
  context: ModelContext,
): Promise<void> {
  const { io, terminal, registry } = context;
  const start = performance.now();
  const { path, options, origin } = await localInput(input, given, context);
  const { out, dtype, keepFloat, license, overwrite } = options;
  const source = await openFolder(path);
  const textSource = options.textWeights === undefined ? undefined : await openFolder(options.textWeights);
  const moreSources: OpenFolder[] = [];
  try {
    const moreWeights = [];
    for (const more of options.moreWeights ?? []) {
      moreSources.push(await openFolder(more));
      moreWeights.push(await openCheckpointIn(moreSources.at(-1)!));
    }
    const file = await conversionSource(path, source, registry);
    const textWeights = textSource && (await conversionSource(options.textWeights!, textSource, registry));
    const projectionSource =
      options.projection === undefined ? undefined : await openFolder(options.projection);
    if (projectionSource) moreSources.push(projectionSource);
    const plan = await planConversion(file, {
      registry,
      ...(await conversionOptionsOf(options)),
      textWeights,
      moreWeights,
      projection: projectionSource && (await openCheckpointIn(projectionSource)),
    });
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
            keepFloat,
            license,
            source: origin ?? (await originOf(path, source, { signal: io.signal })),
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
        refused: file.checkpoint?.refused ?? [],
        seconds: (performance.now() - start) / 1000,
      },
      { json: options.json ?? false, terminal },
    );
  } finally {
    for (const opened of [source, textSource, ...moreSources]) await opened?.close();
  }
}

/** One file is named with its hash; several are named by their folder or index. */
async function originOf(path: string, { entry }: OpenFolder, options: RunOptions) {
  const file = basename(resolve(path));
  const isWhole = entry !== undefined && !entry.endsWith('.json');
  return isWhole ? { file, sha256: await sha256File(path, options) } : { file };
}

/** What remains when the command's own options are taken away: those of conversions, under their own names. */
async function conversionOptionsOf({
  out,
  name,
  dtype,
  keepFloat,
  license,
  overwrite,
  json,
  plugin,
  config,
  textWeights,
  tokenizer,
  modelConfig,
  projection: __,
  moreWeights: _,
  option,
  wordTable,
  ...flags
}: ConvertCommandOptions): Promise<Readonly<Record<string, unknown>>> {
  return {
    ...option,
    ...flags,
    ...(tokenizer !== undefined && { tokenizer: await readWholeFile(tokenizer) }),
    ...(modelConfig !== undefined && { modelConfig: await readWholeFile(modelConfig) }),
    ...(wordTable !== undefined && { wordTable: await readWholeFile(wordTable) }),
  };
}
