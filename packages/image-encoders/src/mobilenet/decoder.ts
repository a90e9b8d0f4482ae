import { deriveSource, type TensorSource } from '@langseg/core';
import {
  batchNorm,
  conv2d,
  resizeBilinearTo,
  spatialSize,
  type GraphBuilder,
  type Parameters,
  type Value,
} from '@langseg/onnx-graph';
import type { TrunkMaps } from './trunk.js';

/** What a second trunk adds to the decoder's maps before their batch norms. */
export interface JoinedMaps {
  /** Adds to a map at stride 8. */
  readonly stride8: (x: Value) => Value;
  /** Adds to a map at stride 4. */
  readonly stride4: (x: Value) => Value;
}

/**
 * The light decoder of the default model: context and pooled features go up to stride 8, then to stride 4, each time
 * joined with a lateral map and refined by separable convolutions.
 *
 * @returns embeddings `[B, D, H/4, W/4]`, not normalised.
 */
export function mobilenetDecoder(
  g: GraphBuilder,
  maps: TrunkMaps,
  parameters: Parameters,
  others?: JoinedMaps,
): Value {
  const unit = (x: Value, module: string, index: number, group = 1) => {
    const convolved = conv2d(g, x, parameters.scope(`${module}.${index}`), {
      group,
      padding: group > 1 ? 1 : 0,
    });
    return g.op('Relu', [batchNorm(g, convolved, parameters.scope(`${module}.${index + 1}`))]);
  };
  const channels = (module: string, index: number) => parameters.source(`${module}.${index}.weight`).shape[0];

  const context = unit(maps.stride16, 'context', 0);
  const coarse = g.op('Concat', [maps.pooled, context], { axis: 1 });
  const lateral8 = unit(maps.stride8, 'lateral8', 0);
  const joined = joinUpsampled(g, coarse, lateral8, channels('lateral8', 0), parameters.scope('fuse8.0'));
  const mixed = g.op('Relu', [batchNorm(g, others?.stride8(joined) ?? joined, parameters.scope('fuse8.1'))]);
  const stride8 = unit(unit(mixed, 'fuse8', 3, channels('fuse8', 3)), 'fuse8', 6);

  const enlarged = resizeBilinearTo(g, stride8, spatialSize(g, maps.stride4), { alignCorners: false });
  const stride4 = g.op('Concat', [enlarged, unit(maps.stride4, 'lateral4', 0)], { axis: 1 });
  const spread = unit(stride4, 'fuse4', 0, channels('fuse4', 0));
  const gathered = conv2d(g, spread, parameters.scope('fuse4.3'));
  const refined = batchNorm(g, others?.stride4(gathered) ?? gathered, parameters.scope('fuse4.4'));
  return conv2d(g, g.op('Relu', [refined]), parameters.scope('fuse4.6'));
}

/**
 * A 1×1 convolution of [`coarse` enlarged to the size of `lateral`, `lateral`], with the coarse part convolved before
 * it is enlarged: the two commute, and the coarse grid has a quarter of the pixels.
 */
export function joinUpsampled(
  g: GraphBuilder,
  coarse: Value,
  lateral: Value,
  lateralChannels: number,
  parameters: Parameters,
): Value {
  const split = parameters.source('weight').shape[1] - lateralChannels;
  const fromCoarse = inputChannels(g, parameters, 'coarse', 0, split);
  const fromLateral = inputChannels(g, parameters, 'lateral', split, split + lateralChannels);
  const enlarged = resizeBilinearTo(g, g.op('Conv', [coarse, fromCoarse]), spatialSize(g, lateral), {
    alignCorners: false,
  });
  return g.op('Add', [enlarged, g.op('Conv', [lateral, fromLateral])]);
}

/**
 * The part of `weight` that reads the input channels `from` … `to − 1`. Where weights have to stay the checkpoint's own
 * it is sliced in the graph, else before.
 */
function inputChannels(
  g: GraphBuilder,
  parameters: Parameters,
  part: string,
  from: number,
  to: number,
): Value {
  if (parameters.batchNorm !== 'folded')
    return g.op('Slice', [parameters.value('weight'), g.ints(from), g.ints(to), g.ints(1)]);
  return parameters.derived(`weight.${part}`, slicedInputs(parameters.source('weight'), from, to));
}

/** The part of a 1×1 convolution's weight `[O, I, 1, 1]` that reads the input channels `from` … `to − 1`. */
function slicedInputs(weight: TensorSource<'float32'>, from: number, to: number): TensorSource<'float32'> {
  const [outputs, inputs] = weight.shape;
  return deriveSource('float32', [outputs, to - from, 1, 1], [weight], ({ data }) =>
    Float32Array.from({ length: outputs * (to - from) }, (_, i) => {
      const row = Math.floor(i / (to - from));
      return Number(data[row * inputs + from + (i - row * (to - from))]);
    }),
  );
}
