import { LangSegError, type Weights } from '@langseg/core';
import type { DptResnetConfig, DptVitConfig, Readout } from '@langseg/image-encoders';
import type { ConvertOptions } from '../convert-options.js';

/** Whether the weights are those of DPT on a vision transformer. */
export function isDptVit(weights: Weights): boolean {
  return weights.has('pretrained.model.cls_token');
}

/** Whether the weights are those of DPT's fusion blocks on a ResNet. */
export function isDptResnet(weights: Weights): boolean {
  return weights.has('pretrained.layer1.0.weight');
}

/**
 * Reads the architecture off the weights; see {@link ConvertOptions} for what they don't tell.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH`, `USAGE` when the readout can't be known.
 */
export function dptVitConfigOf(weights: Weights, options: ConvertOptions): DptVitConfig {
  const [width, , patchSize] = shapeOf(weights, 'pretrained.model.patch_embed.proj.weight');
  const depth = countIndices(weights, /^pretrained\.model\.blocks\.(\d+)\./);
  return {
    patchSize,
    width,
    depth,
    heads: options.heads ?? Math.max(1, Math.floor(width / 64)),
    outIndices: options.outIndices ?? [1, 2, 3, 4].map((quarter) => Math.round((depth * quarter) / 4) - 1),
    readout: readoutOf(weights, options.readout),
    embeddingDim: shapeOf(weights, 'scratch.head1.weight')[0],
  };
}

/** @throws LangSegError `WEIGHTS_MISMATCH`. */
export function dptResnetConfigOf(weights: Weights): DptResnetConfig {
  const stages = [
    /^pretrained\.layer1\.4\.(\d+)\./,
    ...[2, 3, 4].map((n) => new RegExp(`^pretrained\\.layer${n}\\.(\\d+)\\.`)),
  ];
  return {
    blocks: stages.map((pattern) => countIndices(weights, pattern)),
    embeddingDim: shapeOf(weights, 'scratch.head1.weight')[0],
  };
}

function readoutOf(weights: Weights, chosen: Readout | undefined): Readout {
  if (chosen) return chosen;
  if (weights.has('pretrained.act_postprocess1.0.project.0.weight')) return 'project';
  throw new LangSegError(
    'USAGE',
    'This checkpoint has no readout projection, so its readout is "ignore" or "add"; say which.',
  );
}

function shapeOf(weights: Weights, name: string): readonly number[] {
  const source = weights.get(name);
  if (!source)
    throw new LangSegError(
      'WEIGHTS_MISMATCH',
      `This is not a complete LSeg checkpoint: "${name}" is missing.`,
      {
        missing: [name],
      },
    );
  return source.shape;
}

/** One more than the highest number that `pattern` captures in the names. */
function countIndices(weights: Weights, pattern: RegExp): number {
  let count = 0;
  for (const name of weights.keys()) {
    const index = pattern.exec(name)?.[1];
    if (index !== undefined) count = Math.max(count, Number(index) + 1);
  }
  return count;
}
