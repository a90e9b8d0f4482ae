import { defineImageArchitecture, type ImageTrunk } from '@langseg/architecture';
import { knownClassLogits } from './known-classes.js';
import { mobilenetCheckpoint } from './mobilenet-checkpoint.js';
import { mobilenetGraph } from './mobilenet-graph.js';
import { decoderParameters, sceneParameters, trunkParameters } from './mobilenet-parameters.js';
import { mobilenetTrunk } from './trunk.js';
import {
  mobilenetChannels,
  mobilenetSizes,
  twoTrunkChannels,
  type MobilenetSizes,
} from './mobilenet-sizes.js';

/** Everything of the backbone but its own classifier. The last map is what the classifier reads beside the map that it pools. */
const mobilenetTrunkOf: ImageTrunk<MobilenetSizes> = {
  parameters: (config) => trunkParameters({ ...config, classes: 0 }),
  levels: ({ stages, pooled }) => [
    { channels: stages[1], stride: 4 },
    { channels: stages[2], stride: 8 },
    { channels: stages[6] + pooled, stride: 16 },
  ],
  append(g, pixels, parameters) {
    const maps = mobilenetTrunk(g, pixels, parameters.scope('backbone'));
    return [maps.stride4, maps.stride8, g.op('Concat', [maps.stride16, maps.pooled], { axis: 1 })];
  },
};

/**
 * MobileNetV2 with a light decoder: the small image encoder of the default model. Takes images of any size. Its trunk was
 * trained without batch norms: theirs were folded in before.
 */
export const mobilenet = defineImageArchitecture({
  type: 'mobilenet',
  describe: () => 'MobileNetV2 with a light decoder',
  options: {},
  sizes: mobilenetSizes,
  presets: { default: twoTrunkChannels, 'one-trunk': mobilenetChannels },
  defaultPreset: 'default',
  /** Trained on photos of at most 320 pixels; at 480 it scored best on its validation photos, enlarged ones included. */
  preprocessing: {
    mean: [0.5, 0.5, 0.5],
    std: [0.5, 0.5, 0.5],
    resample: 'bilinear-antialias',
    longestSide: 480,
    onlyShrink: false,
    sizeMultiple: 1,
  },
  // Embeddings are compared with labels as they are.
  outputStride: 4,
  alignCorners: false,
  upsampling: { factor: 1, alignCorners: false },
  parameters: (config: MobilenetSizes) => [
    ...trunkParameters(config),
    ...decoderParameters(config),
    ...sceneParameters(config),
  ],
  graph: mobilenetGraph,
  isDecoder: (parameter) => !parameter.startsWith('backbone.') && !parameter.startsWith('mosaic.'),
  classifier: knownClassLogits,
  stages: ['block_2', 'block_5', 'block_15'],
  sizeMultiple: () => 1,
  trunk: mobilenetTrunkOf,
  checkpoint: mobilenetCheckpoint,
});
