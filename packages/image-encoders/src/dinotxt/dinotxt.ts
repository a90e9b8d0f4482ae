import { defineImageArchitecture } from '@langseg/architecture';
import { layerNormParameters, linearParameters, ones, scoped, type ParameterSpec } from '@langseg/onnx-graph';
import { dinov2Parameters, idleDinov2Parameters } from '../dinov2/dinov2-parameters.js';
import { imageNetPreprocessing } from '../dinov2/image-net-preprocessing.js';
import { assertDinov2Sizes } from '../dinov2/dinov2-sizes.js';
import { dinov2Trunk } from '../dinov2/dinov2-trunk.js';
import { dinotxtCheckpoint } from './dinotxt-checkpoint.js';
import { dinotxtGraph } from './dinotxt-graph.js';
import { dinotxtPresets, dinotxtSizes, type DinotxtSizes } from './dinotxt-sizes.js';

/** The image side of dino.txt (Jose et al. 2025): DINOv2 with registers and a head into the space of words. */
export const dinotxt = defineImageArchitecture({
  type: 'dinotxt',
  describe: ({ patchSize, width, depth, headBlocks }) =>
    `dino.txt on DINOv2 (${patchSize}-pixel patches, width ${width}, ${depth} + ${headBlocks} blocks)`,
  options: {},
  sizes: dinotxtSizes,
  presets: dinotxtPresets,
  defaultPreset: 'l14',
  preprocessing: imageNetPreprocessing,
  outputStride: 14,
  alignCorners: false,
  upsampling: { factor: 1, alignCorners: false },
  parameters(config: DinotxtSizes) {
    assertDinov2Sizes('dinotxt', config);
    return [...dinov2Parameters(config), ...scoped('head', headParameters(config))];
  },
  idleParameters: idleDinov2Parameters,
  graph: dinotxtGraph,
  isDecoder: (parameter) => parameter.startsWith('head.'),
  stages: ['quarter_1', 'quarter_2', 'quarter_3', 'tokens'],
  sizeMultiple: ({ patchSize }) => patchSize,
  /** DINOv2 without the head. */
  trunk: dinov2Trunk<DinotxtSizes>('dinotxt', () => ({ positions: 'cubic', valuePath: false })),
  checkpoint: dinotxtCheckpoint,
});

function headParameters({ width, headBlocks, headHidden, embeddingDim }: DinotxtSizes): ParameterSpec[] {
  const scale: ParameterSpec = { name: 'gamma', shape: [width], initial: ones, kind: 'parameter' };
  const withoutBias = (inputs: number, outputs: number) => linearParameters(inputs, outputs).slice(0, 1);
  const block = [
    ...scoped('norm1', layerNormParameters(width)),
    ...scoped('attn.qkv', withoutBias(width, 3 * width)),
    ...scoped('attn.proj', linearParameters(width, width)),
    ...scoped('ls1', [scale]),
    ...scoped('norm2', layerNormParameters(width)),
    ...scoped('mlp.w1', linearParameters(width, headHidden)),
    ...scoped('mlp.w2', linearParameters(width, headHidden)),
    ...scoped('mlp.w3', linearParameters(headHidden, width)),
    ...scoped('ls2', [scale]),
  ];
  return [
    ...Array.from({ length: headBlocks }, (_, index) => scoped(`block_list.${index}`, block)).flat(),
    ...scoped('ln_final', layerNormParameters(width)),
    ...scoped('linear_projection', withoutBias(width, embeddingDim)),
  ];
}
