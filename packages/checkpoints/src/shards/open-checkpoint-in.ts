import { LangSegError, type TensorSource } from '@langseg/core';
import { corruptFile, quote } from '../bytes/file-errors.js';
import type { Checkpoint } from '../checkpoint.js';
import { openCheckpoint } from '../open-checkpoint.js';
import type { FileFolder } from './file-folder.js';
import { parseShardIndex } from './shard-index.js';

/** Index files of the hub, the one of safetensors first. */
const indexFiles = ['model.safetensors.index.json', 'pytorch_model.bin.index.json'];
/** Whole checkpoints of the hub, likewise. */
const wholeFiles = ['model.safetensors', 'pytorch_model.bin'];
const endings = /\.(safetensors|ckpt|pt|pth|bin|npz)$/i;

/** An index lists names and files; those of the largest models have some hundred kilobytes. */
const maxIndexBytes = 32 * 2 ** 20;

/**
 * Opens a checkpoint that may lie in several files: by its only file, by the index file that tells which tensor lies where
 * (`model.safetensors.index.json`, `pytorch_model.bin.index.json`), or by the folder that holds one of these.
 *
 * @throws LangSegError as `openCheckpoint`; `NOT_FOUND` for a folder without a checkpoint; `FILE_CORRUPT` when an index is
 * none, or a file does not hold what its index says; `FILE_UNSAFE` for an index that leaves the folder.
 */
export async function openCheckpointIn(folder: FileFolder): Promise<Checkpoint> {
  const entry = folder.entry ?? chooseFile(await folder.names());
  return /\.json$/i.test(entry) ? openShards(folder, entry) : openCheckpoint(await folder.open(entry));
}

function chooseFile(names: readonly string[]): string {
  const known = [...indexFiles, ...wholeFiles].find((name) => names.includes(name));
  const indices = names.filter((name) => name.endsWith('.index.json'));
  const files = names.filter((name) => endings.test(name));
  const only = indices.length === 1 ? indices[0] : files.length === 1 ? files[0] : undefined;
  const chosen = known ?? only;
  if (chosen !== undefined) return chosen;
  const found =
    files.length > 0 ? `it holds several: ${files.slice(0, 5).map(quote).join(', ')}` : 'it holds none';
  throw new LangSegError(
    'NOT_FOUND',
    `One checkpoint was expected in the folder, or an index of its files (…index.json), but ${found}. Give the file.`,
    { files },
  );
}

async function openShards(folder: FileFolder, entry: string): Promise<Checkpoint> {
  const source = await folder.open(entry);
  if (source.size > maxIndexBytes) throw corruptFile(`${quote(entry)} is too large for an index of files.`);
  const places = parseShardIndex(await source.read(0, source.size), entry);
  const shards = new Map<string, Checkpoint>();
  const tensors = new Map<string, TensorSource>();
  for (const [name, file] of places) {
    const shard = shards.get(file) ?? (await openCheckpoint(await folder.open(file)));
    shards.set(file, shard);
    const tensor = shard.tensors.get(name);
    if (!tensor)
      throw corruptFile(
        `${quote(entry)} says that ${quote(name)} is in ${quote(file)}, but it isn't. Download both again.`,
        { tensor: name, file },
      );
    tensors.set(name, tensor);
  }
  const all = [...shards.values()];
  return {
    format: all[0].format,
    tensors,
    allTensors: tensors,
    stateDicts: new Map([['', tensors]]),
    objects: new Map(),
    refused: [...new Set(all.flatMap(({ refused }) => refused))].sort(),
    metadata: new Map(all.flatMap(({ metadata }) => [...metadata])),
  };
}
