import { batchNorm, conv2d, type GraphBuilder, type Parameters, type Value } from '@langseg/onnx-graph';

/**
 * The four stages of a bottleneck ResNet as lang-seg stores them: `layer1` holds stem and first stage as one sequence
 * (0 convolution, 1 batch norm, 4 blocks), `layer2` … `layer4` the other stages (He et al. 2016; torchvision puts a
 * stage's stride on the 3×3 convolution).
 *
 * @param blocks number of bottlenecks per stage, `[3, 4, 23, 3]` for ResNet-101.
 * @returns maps at strides 4, 8, 16 and 32, named `layer_1` … `layer_4`.
 */
export function resnetStages(
  g: GraphBuilder,
  pixels: Value,
  parameters: Parameters,
  blocks: readonly number[],
): Value[] {
  const first = parameters.scope('layer1');
  const stem = batchNorm(g, conv2d(g, pixels, first.scope('0'), { stride: 2, padding: 3 }), first.scope('1'));
  let x = g.op('MaxPool', [g.op('Relu', [stem])], {
    kernel_shape: [3, 3],
    strides: [2, 2],
    pads: [1, 1, 1, 1],
  });
  return blocks.map((count, stage) => {
    const layer = stage === 0 ? first.scope('4') : parameters.scope(`layer${stage + 1}`);
    for (let index = 0; index < count; index++)
      x = bottleneck(g, x, layer.scope(String(index)), stage > 0 && index === 0 ? 2 : 1);
    return g.op('Identity', [x], {}, `layer_${stage + 1}`);
  });
}

function bottleneck(g: GraphBuilder, x: Value, block: Parameters, stride: number): Value {
  const normalised = (input: Value, index: number, options: { stride?: number; padding?: number }) =>
    batchNorm(g, conv2d(g, input, block.scope(`conv${index}`), options), block.scope(`bn${index}`));
  const narrow = g.op('Relu', [normalised(x, 1, {})]);
  const spatial = g.op('Relu', [normalised(narrow, 2, { stride, padding: 1 })]);
  const shortcut = block.has('downsample.0.weight')
    ? batchNorm(g, conv2d(g, x, block.scope('downsample.0'), { stride }), block.scope('downsample.1'))
    : x;
  return g.op('Relu', [g.op('Add', [normalised(spatial, 3, {}), shortcut])]);
}
