import {
  resizeBilinearTo,
  samePadding,
  spatialSize,
  type AttributesOf,
  type GraphBuilder,
  type Parameters,
  type Value,
} from '@langseg/onnx-graph';
import { invertedResiduals } from './inverted-residuals.js';

/** Maps of the trunk that the decoder reads. */
export interface TrunkMaps {
  /** Last residual sum at stride 4, 24 channels. */
  readonly stride4: Value;
  /** Last residual sum at stride 8, 32 channels. */
  readonly stride8: Value;
  /** Output of the last inverted residual at stride 16, 320 channels. */
  readonly stride16: Value;
  /** The same after image pooling and the 1×1 branch of ASPP are joined, 256 channels. */
  readonly pooled: Value;
}

/** `Clip` to 0…6. */
function relu6(g: GraphBuilder, x: Value): Value {
  return g.op('Clip', [x, g.float(0), g.float(6)]);
}

/**
 * MobileNetV2 1.0 at output stride 16 with the light ASPP of DeepLabV3, batch norm folded in
 * (weights of TensorFlow's `deeplabv3_mnv2_pascal`). Padding is TensorFlow's SAME, so any input size works.
 *
 * @param parameters the `backbone` scope; a layer is named by its place in the original operator list (`000`,
 * `001` …, where residual sums count too). Residual sums are named by their block, `block_1` ….
 */
export function mobilenetTrunk(g: GraphBuilder, pixels: Value, parameters: Parameters): TrunkMaps {
  let index = 0;
  const nextLayer = () => parameters.scope(String(index++).padStart(3, '0'));
  const convolve = (x: Value, layer: Parameters, attributes: AttributesOf<'Conv'> = {}) =>
    g.op('Conv', [x, layer.value('weight'), layer.value('bias')], attributes);
  const pointwise = (x: Value) => convolve(x, nextLayer());
  const depthwise = (x: Value, stride: number, dilation: number) => {
    const layer = nextLayer();
    const group = layer.source('weight').shape[0];
    return convolve(x, layer, { group, ...samePadding(3, stride, dilation) });
  };

  let x = relu6(g, convolve(pixels, nextLayer(), samePadding(3, 2, 1)));
  const sums: Value[] = [];
  for (const { expands, stride, dilation, residual } of invertedResiduals) {
    const expanded = expands ? relu6(g, pointwise(x)) : x;
    const projected = pointwise(relu6(g, depthwise(expanded, stride, dilation)));
    if (residual) index++;
    x = residual ? g.op('Add', [projected, x], {}, `block_${sums.length}`) : projected;
    sums.push(x);
  }

  index++;
  const local = g.op('Relu', [pointwise(x)]);
  const image = g.op('Relu', [pointwise(g.op('GlobalAveragePool', [x]))]);
  const everywhere = resizeBilinearTo(g, image, spatialSize(g, x), { alignCorners: false });
  index += 3;
  const pooled = g.op('Relu', [pointwise(g.op('Concat', [everywhere, local], { axis: 1 }))]);
  return { stride4: sums[2], stride8: sums[5], stride16: x, pooled };
}
