import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createHashingWriter,
  fileSource,
  sha256File,
  withIoErrors,
  writeDirectoryAtomically,
  type HashingWriter,
} from '@langseg/adapter-node';
import { readSafetensors, writeSafetensors } from '@langseg/checkpoints';
import { LangSegError, sourceOf, toFloat32, type Tensor } from '@langseg/core';
import * as z from 'zod';
import { parseConfig } from '../../config/parse-config.js';
import type { RunProgress } from '../../run/run-progress.js';

const formatVersion = 1;

/** The file that is written last and that marks the folder as one of these. */
export const stateFile = 'state.json';

const stateSchema = z.object({
  formatVersion: z.literal(formatVersion),
  progress: z.object({
    step: z.int().nonnegative(),
    epoch: z.int().nonnegative(),
    index: z.int().nonnegative(),
    seconds: z.number().nonnegative(),
    recentLosses: z.array(z.number()),
    best: z.object({ step: z.int(), epoch: z.int(), score: z.number() }).optional(),
  }),
  /** What the numbers depend on. */
  facts: z.record(z.string(), z.unknown()),
  files: z.record(z.string(), z.object({ sha256: z.string(), bytes: z.int().nonnegative() })),
});

/** Tensors of a checkpoint by the name of their file, without its ending. */
export type TensorFiles = Readonly<Record<string, ReadonlyMap<string, Tensor<'float32'>>>>;

/** A checkpoint as it is stored. */
export interface StoredCheckpoint {
  readonly tensors: TensorFiles;
  readonly progress: RunProgress;
  /** What the numbers depend on beside the tensors, plain JSON: the recipe and the data. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * Writes a checkpoint as a folder of safetensors files and `state.json`, whole or not at all.
 *
 * @throws LangSegError `IO_FAILED` (disk full …); a checkpoint of the same name is then untouched.
 */
export async function writeCheckpoint(dir: string, checkpoint: StoredCheckpoint): Promise<void> {
  const { tensors, progress, facts } = checkpoint;
  await writeDirectoryAtomically(
    dir,
    async (temporary) => {
      const writer = createHashingWriter(temporary);
      const files: Record<string, unknown> = {};
      for (const [name, map] of Object.entries(tensors)) {
        const file = `${name}.safetensors`;
        files[file] = await writeTensors(writer, file, map);
      }
      const state = { formatVersion, progress, facts, files };
      await writer.write(stateFile, (sink) =>
        sink(new TextEncoder().encode(`${JSON.stringify(state, null, 2)}\n`)),
      );
    },
    { overwrite: true, marker: stateFile },
  );
}

/**
 * Reads a checkpoint and compares every file with its hash.
 *
 * @throws LangSegError `NOT_FOUND`, `CONFIG_INVALID` when `state.json` is not a checkpoint's, `HASH_MISMATCH`,
 * `FILE_CORRUPT`, `IO_FAILED`.
 */
export async function readCheckpoint(dir: string): Promise<StoredCheckpoint> {
  const path = join(dir, stateFile);
  const text = await withIoErrors('read the checkpoint', path, () => readFile(path, 'utf8'));
  const { progress, facts, files } = parseConfig(
    stateSchema,
    parseJson(text, path),
    `the checkpoint ${path}`,
  );
  const tensors: Record<string, ReadonlyMap<string, Tensor<'float32'>>> = {};
  for (const [file, { sha256 }] of Object.entries(files)) {
    const found = await sha256File(join(dir, file));
    if (found !== sha256)
      throw new LangSegError(
        'HASH_MISMATCH',
        `${join(dir, file)} is not what was saved: its sha256 is ${found}, expected ${sha256}.`,
        { path: join(dir, file), expected: sha256, found },
      );
    tensors[file.replace(/\.safetensors$/, '')] = await readTensors(join(dir, file));
  }
  return { tensors, progress, facts };
}

async function writeTensors(
  writer: HashingWriter,
  file: string,
  tensors: ReadonlyMap<string, Tensor<'float32'>>,
): Promise<unknown> {
  const sources = [...tensors].map(([name, value]) => [name, sourceOf(value)] as const);
  return writer.write(file, async (sink) => {
    for await (const chunk of writeSafetensors(sources)) await sink(chunk);
  });
}

async function readTensors(path: string): Promise<Map<string, Tensor<'float32'>>> {
  const source = await fileSource(path);
  try {
    const { tensors } = await readSafetensors(source);
    const loaded = new Map<string, Tensor<'float32'>>();
    for (const [name, tensor] of tensors) loaded.set(name, toFloat32(await tensor.load()));
    return loaded;
  } finally {
    await source.close();
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new LangSegError('FILE_CORRUPT', `${path} is not JSON.`, { path }, { cause });
  }
}
