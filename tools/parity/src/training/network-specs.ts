import { tensor, toFloat32, type Tensor, type Weights } from '@langseg/core';
import { dptResnet, dptVit } from '@langseg/image-encoders';
import { batchCounters, type ParameterSpec } from '@langseg/onnx-graph';
import type { NetworkConfig } from '../networks/lseg-network.js';

/** What upstream's networks are made of, without the text encoder, which is not trained. */
export interface NetworkSpecs {
  /** What the forward pass reads. */
  readonly used: readonly ParameterSpec[];
  /** What it never reads. */
  readonly idle: readonly ParameterSpec[];
}

/** Parameters and statistics of a case's network. */
export function networkSpecs(config: NetworkConfig): NetworkSpecs {
  const { kind, vit, resnet, hooks, readout, out_c: embeddingDim, scratch_features: fusionWidth } = config;
  if (kind === 'resnet') {
    const sizes = { blocks: resnet?.layers ?? [], width: resnet?.width, fusionWidth, embeddingDim };
    return {
      used: dptResnet.architecture.parameters(sizes),
      idle: dptResnet.architecture.idleParameters(sizes),
    };
  }
  const sizes = {
    patchSize: kind === 'vit16' ? 16 : 32,
    width: vit?.dim ?? 0,
    depth: vit?.depth ?? 0,
    heads: vit?.heads ?? 0,
    trainedSide: vit?.img_size ?? 0,
    classes: vit?.num_classes,
    outIndices: hooks,
    readout,
    features: config.features,
    fusionWidth,
    embeddingDim,
  };
  return { used: dptVit.architecture.parameters(sizes), idle: dptVit.architecture.idleParameters(sizes) };
}

/** Names of what is trained, in upstream's groups: the backbone, and what learns ten times as fast. */
export function officialGroups(specs: readonly ParameterSpec[]): readonly (readonly string[])[] {
  const names = specs.filter(({ kind }) => kind === 'parameter').map(({ name }) => name);
  const isDecoder = (name: string) => dptVit.architecture.isDecoder(name);
  return [names.filter((name) => !isDecoder(name)), names.filter((name) => isDecoder(name))];
}

/** Values of parameters and statistics. */
export async function loadValues(
  weights: Weights,
  specs: readonly ParameterSpec[],
): Promise<Map<string, Tensor<'float32'>>> {
  const values = new Map<string, Tensor<'float32'>>();
  for (const { name } of specs) values.set(name, toFloat32(await weights.get(name)!.load()));
  return values;
}

/**
 * What upstream counts besides its statistics: batches that a batch norm has seen. Graphs don't count; each batch adds one
 * where the network uses the batch norm.
 */
export async function countersAfter(
  weights: Weights,
  { used, idle }: NetworkSpecs,
  batches: number,
): Promise<Map<string, Tensor>> {
  const counters = new Map<string, Tensor>();
  const seen = batchCounters(used);
  for (const name of [...seen, ...batchCounters(idle)]) {
    const start = Number((await weights.get(name)!.load()).data[0]);
    const count = seen.includes(name) ? start + batches : start;
    counters.set(name, tensor('int64', [], BigInt64Array.of(BigInt(count))));
  }
  return counters;
}
