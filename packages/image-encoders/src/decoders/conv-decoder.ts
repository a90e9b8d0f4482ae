import { defineDecoder, type Decoder, type DecoderSizes } from '@langseg/architecture';
import {
  batchNorm,
  batchNormParameters,
  conv2d,
  convolutionParameters,
  resizeBilinearTo,
  scoped,
  spatialSize,
  type GraphBuilder,
  type Parameters,
  type ParameterSpec,
  type Value,
} from '@langseg/onnx-graph';
import * as z from 'zod';

const configSchema = z.strictObject({
  /** Channels inside. */
  width: z.int().min(1).max(4096).default(128).describe('Channels inside the decoder.'),
  /** Separable 3×3 convolutions before the last layer. */
  layers: z.int().min(0).max(16).default(2).describe('Separable 3×3 convolutions before the last layer.'),
});

/**
 * A few convolutions: all maps of the trunk are brought to one width and to the grid of the first, added, refined by
 * separable 3×3 convolutions and projected.
 */
export const convDecoder = defineDecoder({
  type: 'conv',
  configSchema,
  create: (options): Decoder => ({
    geometry: (levels) => ({
      outputStride: levels[0].stride,
      upsampling: { factor: 1, alignCorners: false },
      alignCorners: false,
    }),
    parameters: (sizes) => parametersOf(sizes, options),
    append: (g, maps, parameters) => append(g, maps, parameters, options),
  }),
});

function parametersOf(
  { levels, embeddingDim }: DecoderSizes,
  { width, layers }: z.output<typeof configSchema>,
): ParameterSpec[] {
  const unit = (name: string, inputs: number, kernel: number) => [
    ...scoped(`${name}.conv`, convolutionParameters({ inputs, outputs: width, kernel, bias: false })),
    ...scoped(`${name}.norm`, batchNormParameters(width)),
  ];
  return [
    ...levels.flatMap(({ channels }, index) => unit(`level${index + 1}`, channels, 1)),
    ...Array.from({ length: layers }, (_, index) => [
      ...unit(`layer${index + 1}.depthwise`, 1, 3),
      ...unit(`layer${index + 1}.pointwise`, width, 1),
    ]).flat(),
    ...scoped('head', convolutionParameters({ inputs: width, outputs: embeddingDim, kernel: 1 })),
  ];
}

function append(
  g: GraphBuilder,
  maps: readonly Value[],
  parameters: Parameters,
  { width, layers }: z.output<typeof configSchema>,
): Value {
  const unit = (
    x: Value,
    name: string,
    options: { readonly group?: number; readonly padding?: number } = {},
  ) => {
    const own = parameters.scope(name);
    return batchNorm(g, conv2d(g, x, own.scope('conv'), options), own.scope('norm'));
  };
  // Reduced before they are enlarged: the two commute, and coarse grids have fewer pixels.
  const [first, ...others] = maps.map((map, index) => unit(map, `level${index + 1}`));
  const size = spatialSize(g, first);
  const sum = others.reduce(
    (all, map) => g.op('Add', [all, resizeBilinearTo(g, map, size, { alignCorners: false })]),
    first,
  );
  let x = g.op('Relu', [sum]);
  for (let index = 1; index <= layers; index++) {
    x = g.op('Relu', [unit(x, `layer${index}.depthwise`, { group: width, padding: 1 })]);
    x = g.op('Relu', [unit(x, `layer${index}.pointwise`)]);
  }
  return conv2d(g, x, parameters.scope('head'));
}
