import { readdir, stat } from 'node:fs/promises';
import { fileSource, openFolder } from '@langseg/adapter-node';
import { LangSegError, type ComponentSet } from '@langseg/core';
import type { SetupOptions } from '../../setup/setup-options.js';
import type { ModelContext } from '../model-context.js';
import { inspectBundle } from './inspect-bundle.js';
import { inspectCheckpoint } from './inspect-checkpoint.js';
import { inspectOnnx, type InputShapes } from './inspect-onnx.js';
import type { Inspection } from './inspection.js';

/** Options of `langseg inspect`. */
export interface InspectOptions extends SetupOptions {
  readonly inputShape?: InputShapes;
  readonly json?: boolean;
}

/**
 * Prints what a file or folder holds. Weights are not read.
 *
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `FILE_CORRUPT`, `FILE_UNSAFE`, `CONFIG_INVALID`, `VERSION_UNSUPPORTED`,
 * `GRAPH_INVALID`, `SHAPE_MISMATCH`; `USAGE` for input shapes of what is no ONNX model.
 */
export async function inspect(
  path: string,
  options: InspectOptions,
  { terminal, registry }: ModelContext,
): Promise<void> {
  const { facts, toText } = await inspection(path, options, registry);
  await (options.json ? terminal.printJson(facts) : terminal.print(toText(terminal.colors)));
}

async function inspection(
  path: string,
  { inputShape }: InspectOptions,
  registry: ComponentSet,
): Promise<Inspection> {
  const isOnnx = path.toLowerCase().endsWith('.onnx');
  if (inputShape && !isOnnx)
    throw new LangSegError(
      'USAGE',
      `--input-shape is for a single .onnx file, to count its work; ${path} is none. A bundle keeps its own in the folder onnx.`,
      { path },
    );
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory() && !(await holdsShards(path))) return inspectBundle(path, registry);
  if (isOnnx) {
    const source = await fileSource(path);
    return inspectOnnx(source, inputShape).finally(() => source.close());
  }
  const folder = await openFolder(path);
  return inspectCheckpoint(folder, stats?.isFile() ? stats.size : undefined).finally(() => folder.close());
}

/** Whether a folder holds a checkpoint in several files rather than a bundle. */
async function holdsShards(path: string): Promise<boolean> {
  return (await readdir(path)).some((name) => name.endsWith('.index.json'));
}
