import { assertHeads, shapeOf, type ImageCheckpoint } from '@langseg/architecture';
import { LangSegError, type Weights } from '@langseg/core';
import * as z from 'zod';
import { countIndices } from './count-indices.js';
import type { DptVitSizes } from './dpt-vit-sizes.js';
import { lsegCheckpoint } from './lseg-checkpoint.js';
import type { Readout } from './readout.js';
import { visionGuesses } from './vision-guesses.js';

const options = z.strictObject({
  heads: z
    .number()
    .optional()
    .describe('Attention heads of the vision transformer (default: one per 64 channels).'),
  outIndices: z
    .array(z.number())
    .optional()
    .describe('The four blocks that are reassembled, such as 5,11,17,23 (default: after each quarter).'),
  readout: z
    .enum(['ignore', 'add', 'project'])
    .optional()
    .describe('Readout of the vision transformer (default: project, where there are such weights).'),
});

/** LSeg's checkpoints on vision transformers. */
export const dptVitCheckpoint: ImageCheckpoint<DptVitSizes> = {
  ...lsegCheckpoint,
  markers: [['scratch.head1.weight', 'pretrained.model.cls_token']],
  options,
  biases:
    /^pretrained\.(model\.(patch_embed|blocks)|act_postprocess)|^scratch\.(head1|refinenet\d\.out_conv)$/,
  isIdle: (name) =>
    /^pretrained\.model\.(head|head_dist|norm|fc_norm|dist_token|blocks\.\d+)\b/.test(name) ||
    name.startsWith('scratch.refinenet4.resConfUnit1.'),
  configOf(weights, given) {
    const chosen = options.parse(given);
    const patches = shapeOf(weights, 'pretrained.model.patch_embed.proj.weight', [null, 3, null, null]);
    const [width, , patchSize] = patches;
    assertPatches(patches);
    shapeOf(weights, 'pretrained.model.cls_token', [1, 1, width]);
    const grid = gridOf(shapeOf(weights, 'pretrained.model.pos_embed', [1, null, width]));
    const depth = countIndices(weights, /^pretrained\.model\.blocks\.(\d+)\./);
    const heads = chosen.heads ?? Math.max(1, Math.floor(width / 64));
    assertHeads(heads, width, 'heads');
    const classes = weights.get('pretrained.model.head.weight')?.shape[0];
    const [embeddingDim, fusionWidth] = shapeOf(weights, 'scratch.head1.weight', [null, null, 1, 1]);
    const config: DptVitSizes = {
      patchSize,
      width,
      depth,
      heads,
      outIndices: outIndicesOf(chosen.outIndices, depth),
      readout: readoutOf(weights, chosen.readout),
      embeddingDim,
      trainedSide: grid * patchSize,
      features: [1, 2, 3, 4].map(
        (map) => shapeOf(weights, `scratch.layer${map}_rn.weight`, [null, null, 3, 3])[1],
      ),
      fusionWidth,
      ...(classes !== undefined && { classes }),
    };
    return { config, ...visionGuesses(config, chosen) };
  },
};

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
    `outIndices must be four ascending blocks from 0 to ${depth - 1}, got ${indices.join(', ')} (--out-indices).`,
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

/** Position embeddings are laid out on a square before they are resized; its side. */
function gridOf(shape: readonly number[]): number {
  const side = Math.sqrt(shape[1] - 1);
  if (Number.isInteger(side)) return side;
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `pretrained.model.pos_embed should hold one position for the class token and a square of others, it is [${shape.join(', ')}].`,
    { shape },
  );
}
