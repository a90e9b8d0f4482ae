import { LangSegError, type Weights } from '@langseg/core';
import type { DptResnetConfig, DptVitConfig, Readout } from '@langseg/image-encoders';
import { assertHeads } from '../applicable-options.js';
import type { ConvertOptions } from '../convert-options.js';
import { shapeOf } from '../shape-of.js';

/** Whether the weights are those of DPT on a vision transformer. */
export function isDptVit(weights: Weights): boolean {
  return weights.has('pretrained.model.cls_token');
}

/**
 * Reads the architecture off the weights; see {@link ConvertOptions} for what they don't tell.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH`; `USAGE` when the readout can't be known or an option can't be.
 */
export function dptVitConfigOf(weights: Weights, options: ConvertOptions): DptVitConfig {
  const patches = shapeOf(weights, 'pretrained.model.patch_embed.proj.weight', [null, 3, null, null]);
  const [width, , patchSize] = patches;
  assertPatches(patches);
  shapeOf(weights, 'pretrained.model.cls_token', [1, 1, width]);
  assertSquareGrid(shapeOf(weights, 'pretrained.model.pos_embed', [1, null, width]));
  const depth = countIndices(weights, /^pretrained\.model\.blocks\.(\d+)\./);
  const heads = options.heads ?? Math.max(1, Math.floor(width / 64));
  assertHeads(heads, width, 'heads');
  return {
    patchSize,
    width,
    depth,
    heads,
    outIndices: outIndicesOf(options.outIndices, depth),
    readout: readoutOf(weights, options.readout),
    embeddingDim: shapeOf(weights, 'scratch.head1.weight', [null, null, 1, 1])[0],
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
    embeddingDim: shapeOf(weights, 'scratch.head1.weight', [null, null, 1, 1])[0],
  };
}

function readoutOf(weights: Weights, chosen: Readout | undefined): Readout {
  if (chosen) return chosen;
  if (weights.has('pretrained.act_postprocess1.0.project.0.weight')) return 'project';
  throw new LangSegError(
    'USAGE',
    'This checkpoint has no readout projection, so its readout is "ignore" or "add"; say which (--readout, option readout).',
  );
}

/** Four blocks of the transformer, ascending; by default after each quarter of them, as in DPT. */
function outIndicesOf(chosen: readonly number[] | undefined, depth: number): readonly number[] {
  const indices = chosen ?? [1, 2, 3, 4].map((quarter) => Math.round((depth * quarter) / 4) - 1);
  const ascends = indices.every((index, i) => Number.isInteger(index) && index > (indices[i - 1] ?? -1));
  if (indices.length === 4 && ascends && indices[3] < depth) return indices;
  throw new LangSegError(
    'USAGE',
    `outIndices must be four ascending blocks from 0 to ${depth - 1}, got ${indices.join(', ')} (--hooks).`,
    { outIndices: indices, depth },
  );
}

/** Reassembling scales by powers of two to strides 4, 8, 16 and 32. */
function assertPatches(shape: readonly number[]): void {
  const [, , height, width] = shape;
  if (height === width && [8, 16, 32].includes(height)) return;
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `DPT takes square patches of 8, 16 or 32 pixels; pretrained.model.patch_embed.proj.weight is [${shape.join(', ')}].`,
    { shape },
  );
}

/** Position embeddings are laid out on a square before they are resized. */
function assertSquareGrid(shape: readonly number[]): void {
  if (Number.isInteger(Math.sqrt(shape[1] - 1))) return;
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `pretrained.model.pos_embed should hold one position for the class token and a square of others, it is [${shape.join(', ')}].`,
    { shape },
  );
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
