import { clipGelu, type NetworkConfig } from '@langseg/architecture';
import { LangSegError } from '@langseg/core';
import * as z from 'zod';
import type { ClipVitConfig } from './clip-vit-graph.js';

/**
 * How the last block reads patches. `value`: each its own value, no attention (MaskCLIP). `qq`, `kk`: attention by the likeness
 * of queries, of keys; `csa`: the sum of both (SCLIP's correlative self-attention). `attention`: as CLIP was trained, which
 * mixes places up.
 */
export type ClipReadout = 'value' | 'qq' | 'kk' | 'csa' | 'attention';

/** All sizes of CLIP's vision transformer. */
export interface ClipSizes extends ClipVitConfig, NetworkConfig {
  /** Channels between the two layers of a block's MLP. */
  readonly hidden: number;
  /** Side in pixels of the square images that there are position embeddings for; a multiple of `patchSize`. */
  readonly trainedSide: number;
  /** Which GELU the MLPs have: `quick` is OpenAI's x·σ(1.702·x), `exact` that of most of OpenCLIP's models. Default `quick`. */
  readonly gelu?: 'quick' | 'exact';
  /** Default `value`. */
  readonly readout?: ClipReadout;
  /** Mean and deviation that pixels are normalised by. Default: OpenAI's. */
  readonly mean?: readonly [number, number, number] | undefined;
  readonly std?: readonly [number, number, number] | undefined;
}

/** Schema of {@link ClipSizes.readout}. */
export const clipReadout = z.enum(['value', 'qq', 'kk', 'csa', 'attention']);

const count = z.int().positive();
const channels = z.tuple([z.number(), z.number(), z.number()]).optional();

/** {@link ClipSizes} in a recipe. */
export const clipSizes = z.strictObject({
  patchSize: count,
  width: count,
  depth: count,
  heads: count,
  hidden: count,
  trainedSide: count,
  gelu: clipGelu.optional(),
  readout: clipReadout.optional(),
  mean: channels,
  std: channels,
});

const base = { width: 768, depth: 12, heads: 12, hidden: 3072, trainedSide: 224 } as const;
const large = { patchSize: 14, width: 1024, depth: 24, heads: 16, hidden: 4096 } as const;

/** The sizes of OpenAI's models. */
export const clipPresets = {
  b32: { ...base, patchSize: 32 },
  b16: { ...base, patchSize: 16 },
  l14: { ...large, trainedSide: 224 },
  'l14-336': { ...large, trainedSide: 336 },
} as const;

/** @throws LangSegError `CONFIG_INVALID` for the first size that does not fit the others. */
export function assertClipSizes({ patchSize, width, depth, heads, trainedSide }: ClipSizes): void {
  const expect = (holds: boolean, name: string, rule: string, found: number) => {
    if (!holds)
      throw new LangSegError('CONFIG_INVALID', `clip: ${name} ${rule}, got ${found}.`, { name, found });
  };
  expect(
    trainedSide % patchSize === 0,
    'trainedSide',
    `must be a multiple of patchSize ${patchSize}`,
    trainedSide,
  );
  expect(depth > 1, 'depth', 'must be at least 2', depth);
  expect(width % heads === 0, 'heads', `must divide width ${width}`, heads);
}
