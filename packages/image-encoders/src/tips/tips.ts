import { defineImageArchitecture } from '@langseg/architecture';
import { dinov2Parameters, idleDinov2Parameters } from '../dinov2/dinov2-parameters.js';
import { assertDinov2Sizes, assertTokensAreEmbeddings } from '../dinov2/dinov2-sizes.js';
import { dinov2Trunk } from '../dinov2/dinov2-trunk.js';
import { tipsCheckpoint } from './tips-checkpoint.js';
import { tipsGraph } from './tips-graph.js';
import { tipsPresets, tipsSizes, type TipsSizes } from './tips-sizes.js';

/**
 * The vision transformer of TIPS and TIPSv2 (google-deepmind/tips; Maninis et al. 2025, Cao et al. 2026): its patches lie in the
 * space of its words. Takes photos of any size.
 */
export const tips = defineImageArchitecture({
  type: 'tips',
  describe: ({ patchSize, width, depth }) =>
    `TIPS vision transformer (${patchSize}-pixel patches, width ${width}, ${depth} blocks)`,
  options: {},
  sizes: tipsSizes,
  presets: tipsPresets,
  defaultPreset: 'b14',
  /** Photos are fitted to the 448 pixels that positions were learned at. */
  preprocessing: {
    mean: [0, 0, 0],
    std: [1, 1, 1],
    resample: 'bilinear-antialias',
    longestSide: 448,
    onlyShrink: false,
    sizeMultiple: 14,
  },
  /** As the authors do: windows of 448 pixels, each of which decides by a softmax of its cosines. */
  view: { windows: { size: 448, stride: 336, shortSide: 448 }, fuse: 'mean-softmax' },
  outputStride: 14,
  alignCorners: false,
  upsampling: { factor: 1, alignCorners: false },
  parameters(config: TipsSizes) {
    assertDinov2Sizes('tips', config);
    assertTokensAreEmbeddings('tips', config);
    return dinov2Parameters(config);
  },
  idleParameters: idleDinov2Parameters,
  graph: tipsGraph,
  isDecoder: (parameter) => parameter.startsWith('norm.'),
  stages: ['quarter_1', 'quarter_2', 'quarter_3'],
  sizeMultiple: ({ patchSize }) => patchSize,
  /** By attention to the end, as its authors train heads on it, unless `readout` says `value`. */
  trunk: dinov2Trunk<TipsSizes>('tips', ({ readout }) => ({
    positions: 'linear',
    valuePath: readout === 'value',
  })),
  checkpoint: tipsCheckpoint,
});
