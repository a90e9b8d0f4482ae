import {
  resizeBilinearTo,
  samePadding,
  spatialSize,
  type AttributesOf,
  type GraphBuilder,
  type Parameters,
  type Value,
} from '@langseg/onnx-graph';
import { mosaicBlocks, mosaicHead } from './mosaic-blocks.js';

/** Maps of MOSAIC that a decoder can read. */
export interface MosaicMaps {
  /** Everything seen at four scales, merged; stride 16, 128 channels. */
  readonly stride16: Value;
  /** The same with details; stride 8, 64 channels. */
  readonly stride8: Value;
  /** The logits of its own classes, stride 4. */
  readonly logits: Value;
}

/**
 * MOSAIC (Wang and Howard 2021, "MOSAIC: Mobile Segmentation via decoding Aggregated Information and encoded Context"), release 4 of
 * MLCommons' mobile_open: a MobileNet at output stride 16, a pyramid of poolings each seen by two kernels, and a light decoder up to its
 * logits at stride 4. Batch norm is folded in. Padding is TensorFlow's SAME, so any input size works.
 *
 * The published weights were quantised, with limits on every output that training by real photos hardly reaches; they are left out.
 *
 * @param pixels `[B, 3, H, W]`, −1 to 1.
 * @param parameters layers are named by their place among the convolutions: `000`, `001` …
 */
export function mosaicTrunk(g: GraphBuilder, pixels: Value, parameters: Parameters): MosaicMaps {
  let index = 0;
  const layer = (x: Value, attributes: AttributesOf<'Conv'> = {}, isDepthwise = false) => {
    const own = parameters.scope(String(index++).padStart(3, '0'));
    const group = isDepthwise ? own.source('weight').shape[0] : 1;
    return g.op('Conv', [x, own.value('weight'), own.value('bias')], { group, ...attributes });
  };
  const unit = (x: Value, attributes: AttributesOf<'Conv'> = {}, isDepthwise = false) =>
    g.op('Relu', [layer(x, attributes, isDepthwise)]);
  const depthwise = (x: Value, kernel: number, stride = 1, dilation = 1) =>
    unit(x, samePadding(kernel, stride, dilation), true);

  let x = unit(pixels, samePadding(3, 2, 1));
  const inner: Value[] = [];
  for (const [place, { kernel, stride, dilation, residual }] of mosaicBlocks.entries()) {
    const seen = depthwise(unit(x), kernel, stride, dilation);
    const projected = layer(seen);
    x = residual ? g.op('Add', [projected, x], {}, `scene_block_${place}`) : projected;
    inner.push(seen);
  }

  const whole = unit(x);
  const fine = unit(inner[1]);
  const scales = mosaicHead.pools.map((side) => {
    const pooled = g.op('AveragePool', [whole], {
      kernel_shape: [side, side],
      strides: [side, side],
      auto_pad: 'SAME_UPPER',
      count_include_pad: 0,
    });
    const halves = g.ops('Split', [pooled], 2, { axis: 1, num_outputs: 2 });
    const convolved = halves.map((half, i) => unit(depthwise(half, mosaicHead.kernels[i])));
    return enlarge(g, g.op('Concat', convolved, { axis: 1 }), whole);
  });
  const stride16 = unit(g.op('Concat', [...scales, whole], { axis: 1 }));
  const joined = g.op('Concat', [enlarge(g, stride16, inner[5]), inner[5]], { axis: 1 });
  const stride8 = depthwise(unit(joined), 3);
  const logits = g.op('Add', [fine, enlarge(g, unit(stride8), fine)]);
  return { stride16, stride8, logits };
}

/** Bilinear, with cells where TensorFlow 1 saw them: at their top left corners. */
function enlarge(g: GraphBuilder, x: Value, like: Value): Value {
  return resizeBilinearTo(g, x, spatialSize(g, like), { coordinates: 'asymmetric' });
}
