import { defineDecoder, type Decoder, type DecoderSizes, type TrunkLevel } from '@langseg/architecture';
import {
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
import { residualUnit } from '../dpt/fusion.js';
import { residualUnitParameters } from '../dpt/fusion-parameters.js';
import { resample } from '../dpt/reassemble.js';
import { resampleParameters } from '../dpt/reassemble-parameters.js';

const configSchema = z.strictObject({
  width: z.int().min(1).max(4096).default(256).describe('Channels of the fusion blocks.'),
});

/**
 * LSeg's own decoder (DPT, Ranftl et al. 2021) on any trunk. The equal grids of a vision transformer are first made a pyramid,
 * from four times as fine to half as fine; the maps of a convolutional trunk are one already. Then they are fused from coarse to
 * fine. Grids need not be even, so maps are enlarged to the next one's size instead of twofold.
 */
export const dptDecoder = defineDecoder({
  type: 'dpt',
  configSchema,
  create: ({ width }): Decoder => ({
    geometry: (levels) => ({
      outputStride: levels[0].stride / scaleOf(levels, 0),
      upsampling: { factor: 2, alignCorners: true },
      alignCorners: true,
    }),
    parameters: (sizes) => parametersOf(sizes, width),
    append: (g, maps, parameters, { levels }) => append(g, maps, parameters, levels),
  }),
});

/** How much a map is enlarged before it is fused. */
function scaleOf(levels: readonly TrunkLevel[], index: number): number {
  const { length } = levels;
  const isPyramid = levels.some(({ stride }) => stride !== levels[0].stride);
  return isPyramid ? 1 : 2 ** (length - (length > 2 ? 2 : 1) - index);
}

function parametersOf({ levels, embeddingDim }: DecoderSizes, width: number): ParameterSpec[] {
  const own = { inputs: width, outputs: width };
  const level = ({ channels }: TrunkLevel, index: number) => [
    ...scoped('project', convolutionParameters({ inputs: channels, outputs: width, kernel: 1 })),
    ...scoped('resample', resampleParameters(width, scaleOf(levels, index))),
    ...scoped('reduce', convolutionParameters({ ...own, kernel: 3, bias: false })),
    // The coarsest has nothing to be added to.
    ...(index < levels.length - 1 ? scoped('unit1', residualUnitParameters(width)) : []),
    ...scoped('unit2', residualUnitParameters(width)),
    ...scoped('out', convolutionParameters({ ...own, kernel: 1 })),
  ];
  return [
    ...levels.flatMap((each, index) => scoped(`level${index + 1}`, level(each, index))),
    ...scoped('head', convolutionParameters({ inputs: width, outputs: embeddingDim, kernel: 1 })),
  ];
}

function append(
  g: GraphBuilder,
  maps: readonly Value[],
  parameters: Parameters,
  levels: readonly TrunkLevel[],
): Value {
  const reduced = maps.map((map, index) => {
    const level = parameters.scope(`level${index + 1}`);
    const projected = conv2d(g, map, level.scope('project'));
    return conv2d(
      g,
      resample(g, projected, level.scope('resample'), scaleOf(levels, index)),
      level.scope('reduce'),
      {
        padding: 1,
      },
    );
  });
  const fused = reduced.reduceRight<Value | undefined>((path, map, index) => {
    const level = parameters.scope(`level${index + 1}`);
    const merged = path
      ? g.op('Add', [
          resizeBilinearTo(g, path, spatialSize(g, map), { alignCorners: true }),
          residualUnit(g, map, level.scope('unit1')),
        ])
      : map;
    return conv2d(g, residualUnit(g, merged, level.scope('unit2')), level.scope('out'));
  }, undefined);
  return conv2d(g, fused!, parameters.scope('head'));
}
