import { shapeOf, type ImageCheckpoint } from '@langseg/architecture';
import * as z from 'zod';
import { countIndices } from './count-indices.js';
import type { DptResnetSizes } from './dpt-resnet-sizes.js';
import { lsegCheckpoint } from './lseg-checkpoint.js';

/** LSeg's zero-shot checkpoints. */
export const dptResnetCheckpoint: ImageCheckpoint<DptResnetSizes> = {
  ...lsegCheckpoint,
  markers: [['scratch.head1.weight', 'pretrained.layer1.0.weight']],
  options: z.strictObject({}),
  biases: /^scratch\.(head1|refinenet\d\.out_conv)$/,
  isIdle: (name) => name.startsWith('scratch.refinenet4.resConfUnit1.'),
  configOf(weights) {
    const stages = [
      /^pretrained\.layer1\.4\.(\d+)\./,
      ...[2, 3, 4].map((n) => new RegExp(`^pretrained\\.layer${n}\\.(\\d+)\\.`)),
    ];
    const [embeddingDim, fusionWidth] = shapeOf(weights, 'scratch.head1.weight', [null, null, 1, 1]);
    return {
      config: {
        blocks: stages.map((pattern) => countIndices(weights, pattern)),
        embeddingDim,
        width: shapeOf(weights, 'pretrained.layer1.0.weight', [null, 3, null, null])[0],
        fusionWidth,
      },
    };
  },
};
