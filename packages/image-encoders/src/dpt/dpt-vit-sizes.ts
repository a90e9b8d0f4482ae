import { LangSegError } from '@langseg/core';
import * as z from 'zod';
import type { DptVitConfig } from './dpt-vit-graph.js';
import type { FusionSizes } from './fusion-parameters.js';

/** All sizes of a DPT-ViT. `dptVitGraph` reads those beyond its configuration off the weights. */
export interface DptVitSizes extends DptVitConfig, FusionSizes {
  /** Side in pixels of the square images that there are position embeddings for; a multiple of `patchSize`. */
  readonly trainedSide: number;
  /** Outputs of the classifier that official checkpoints carry along; default 1000. */
  readonly classes?: number;
}

const count = z.int().positive();

/** {@link DptVitSizes} in a recipe. */
export const dptVitSizes = z.strictObject({
  patchSize: count,
  width: count,
  depth: count,
  heads: count,
  outIndices: z.array(z.int().nonnegative()).length(4),
  readout: z.enum(['ignore', 'add', 'project']),
  trainedSide: count,
  features: z.array(count).length(4),
  fusionWidth: count.optional(),
  classes: count.optional(),
});

/** The official networks' sizes. */
export const dptVitPresets = {
  /** DPT on timm's `vit_large_patch16_384`. */
  'vit-l16': {
    patchSize: 16,
    width: 1024,
    depth: 24,
    heads: 16,
    outIndices: [5, 11, 17, 23],
    readout: 'project',
    trainedSide: 384,
    features: [256, 512, 1024, 1024],
  },
  /** DPT on timm's `vit_base_patch32_384`. */
  'vit-b32': {
    patchSize: 32,
    width: 768,
    depth: 12,
    heads: 12,
    outIndices: [2, 5, 8, 11],
    readout: 'project',
    trainedSide: 384,
    features: [96, 192, 384, 768],
  },
} as const;

/** LSeg's best model (upstream `clip_vitl16_384`). */
export const vitLarge16: DptVitSizes = { ...dptVitPresets['vit-l16'], embeddingDim: 512 };

/** LSeg's smaller model (upstream `clip_vitb32_384`). */
export const vitBase32: DptVitSizes = { ...dptVitPresets['vit-b32'], embeddingDim: 512 };

/** @throws LangSegError `CONFIG_INVALID` for the first size that does not fit the others. */
export function assertDptVitSizes(sizes: DptVitSizes): void {
  const { patchSize, width, depth, heads, outIndices, trainedSide, features } = sizes;
  const ascends = outIndices.every((index, i) => index > (outIndices[i - 1] ?? -1) && index < depth);
  expectSize([8, 16, 32].includes(patchSize), 'patchSize', 'must be 8, 16 or 32 pixels', patchSize);
  expectSize(
    trainedSide % patchSize === 0,
    'trainedSide',
    `must be a multiple of patchSize ${patchSize}`,
    trainedSide,
  );
  expectSize(width % heads === 0, 'heads', `must divide width ${width}`, heads);
  expectSize(features.length === 4, 'features', 'must be the channels of four maps', features);
  expectSize(
    outIndices.length === 4 && ascends,
    'outIndices',
    `must be four ascending blocks from 0 to ${depth - 1}`,
    outIndices,
  );
}

function expectSize(holds: boolean, name: string, rule: string, found: unknown): void {
  if (holds) return;
  const text = Array.isArray(found) ? `[${found.join(', ')}]` : String(found);
  throw new LangSegError('CONFIG_INVALID', `dpt-vit: ${name} ${rule}, got ${text}.`, { name, found });
}
