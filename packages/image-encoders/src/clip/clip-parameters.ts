import {
  convolutionParameters,
  layerNormParameters,
  linearParameters,
  scoped,
  zeros,
  type InitialValues,
  type ParameterSpec,
} from '@langseg/onnx-graph';
import type { ClipSizes } from './clip-sizes.js';

/** The weights of CLIP's vision transformer in OpenAI's names, initialised as in its `initialize_parameters`. */
export function clipParameters(config: ClipSizes): ParameterSpec[] {
  const { width, patchSize, trainedSide, depth, embeddingDim } = config;
  const grid = Math.floor(trainedSide / patchSize);
  const scale = normal(width ** -0.5);
  const weight = (name: string, ...shape: number[]): ParameterSpec => ({
    name,
    shape,
    initial: scale,
    kind: 'parameter',
  });
  return scoped('visual', [
    weight('class_embedding', width),
    weight('positional_embedding', 1 + grid * grid, width),
    weight('proj', width, embeddingDim),
    ...scoped('conv1', convolutionParameters({ inputs: 3, outputs: width, kernel: patchSize, bias: false })),
    ...scoped('ln_pre', layerNormParameters(width)),
    ...Array.from({ length: depth }, (_, index) =>
      scoped(`transformer.resblocks.${index}`, blockParameters(config)),
    ).flat(),
    ...scoped('ln_post', layerNormParameters(width)),
  ]);
}

function blockParameters({ width, hidden, depth }: ClipSizes): ParameterSpec[] {
  const into = normal(width ** -0.5 * (2 * depth) ** -0.5);
  const layer = (name: string, inputs: number, outputs: number, weight: InitialValues) =>
    scoped(name, linearParameters(inputs, outputs, { weight, bias: zeros }));
  return [
    ...scoped('ln_1', layerNormParameters(width)),
    {
      name: 'attn.in_proj_weight',
      shape: [3 * width, width],
      initial: normal(width ** -0.5),
      kind: 'parameter',
    },
    { name: 'attn.in_proj_bias', shape: [3 * width], initial: zeros, kind: 'parameter' },
    ...layer('attn.out_proj', width, width, into),
    ...scoped('ln_2', layerNormParameters(width)),
    ...layer('mlp.c_fc', width, hidden, normal((2 * width) ** -0.5)),
    ...layer('mlp.c_proj', hidden, width, into),
  ];
}

function normal(std: number): InitialValues {
  return { kind: 'normal', std };
}
