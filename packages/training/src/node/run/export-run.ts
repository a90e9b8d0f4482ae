import {
  createHashingWriter,
  openFolder,
  writeAtomically,
  writeDirectoryAtomically,
  type OpenFolder,
} from '@langseg/adapter-node';
import { findStateDict, openCheckpointIn, writeSafetensors } from '@langseg/checkpoints';
import type { BundlePart } from '@langseg/architecture';
import { describeNetwork, writeBundle } from '@langseg/convert';
import {
  sourceOf,
  tensor,
  type RunOptions,
  type Tensor,
  type TensorSource,
  type Weights,
} from '@langseg/core';
import { batchCounters } from '@langseg/onnx-graph';
import { initialWeights } from '../../weights/initial-weights.js';
import type { Network } from '../../network/network.js';
import type { NodeRecipe } from '../recipe/node-recipe.js';
import type { RunFolder } from './run-folder.js';

/** What is made of a run. */
export interface ExportOptions extends RunOptions {
  readonly folder: RunFolder;
  readonly recipe: NodeRecipe;
  readonly network: Network;
  readonly text: BundlePart;
  readonly weights: ReadonlyMap<string, Tensor<'float32'>>;
  /** Updates that made the weights. */
  readonly step: number;
}

/**
 * Writes the trained weights twice: as a model bundle that `segment` uses at once, and as a state dict in the official
 * layout that PyTorch code and `convert` read. Both are written atomically.
 *
 * @throws LangSegError `IO_FAILED`, `WEIGHTS_MISMATCH`, `ABORTED`.
 */
export async function exportRun(options: ExportOptions): Promise<void> {
  const { folder, recipe, network, text, weights, signal } = options;
  const sources: Weights = new Map([...weights].map(([name, value]) => [name, sourceOf(value)]));
  await writeStateDict(options, sources);
  const plan = await network.plan(sources, text);
  const { name, description, license, dtype } = recipe.output;
  await writeDirectoryAtomically(
    folder.model,
    async (dir) => {
      await writeBundle(plan, createHashingWriter(dir), { name, description, license, dtype, signal });
    },
    { overwrite: true, signal },
  );
}

async function writeStateDict(options: ExportOptions, weights: Weights): Promise<void> {
  const { folder, recipe, network, step, signal } = options;
  const { start, seed, model } = recipe;
  // The frozen text encoder is part of an official checkpoint; where training started from one, it goes along.
  const checkpoint = start?.checkpoint === undefined ? undefined : await openFolder(start.checkpoint);
  try {
    const entries: (readonly [string, TensorSource])[] = [
      ...(await textWeights(checkpoint, network.checkpoint?.textPrefix)),
      ...weights,
      ...[...initialWeights(network.idleSpecs, seed)].map(
        ([name, value]) => [name, sourceOf(value)] as const,
      ),
      ...batchCounters([...network.specs, ...network.idleSpecs]).map(
        (name) => [name, counter(step)] as const,
      ),
      ...(network.checkpoint?.exportLogitScale?.(model.logitScale) ?? []),
    ];
    const prefix = network.checkpoint?.exportPrefix ?? '';
    const named = entries.map(([name, source]) => [prefix + name, source] as const);
    await writeAtomically(
      folder.weights,
      async (sink) => {
        const metadata = { format: 'pt', made_by: 'langseg', ...describeNetwork(network.description) };
        for await (const chunk of writeSafetensors(named, { metadata, signal })) await sink.write(chunk);
      },
      { signal },
    );
  } finally {
    await checkpoint?.close();
  }
}

/** The text encoder's weights in a checkpoint that holds the whole model, under their names there. */
async function textWeights(
  folder: OpenFolder | undefined,
  textPrefix: string | undefined,
): Promise<[string, TensorSource][]> {
  if (!folder || textPrefix === undefined) return [];
  const found = findStateDict(await openCheckpointIn(folder), [`${textPrefix}token_embedding.weight`]);
  return [...(found?.weights ?? [])].filter(([name]) => name.startsWith(textPrefix));
}

function counter(step: number): TensorSource {
  return sourceOf(tensor('int64', [], BigInt64Array.of(BigInt(step))));
}
