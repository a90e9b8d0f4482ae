import type { GraphBuilder, Parameters, Value } from '@langseg/onnx-graph';

/**
 * The value of each token, without attention (MaskCLIP, Zhou et al. 2022), which keeps what was said of a place at that place: the
 * last third of the layer that makes queries, keys and values. The graph holds all of it, so that a finished model can still be
 * trained on; runtimes cut the constant once, when they load it.
 *
 * @param x rows `[R, width]`.
 * @param attention holds that layer, `[3·width, width]`.
 * @param names of its weight and bias.
 */
export function ownValues(
  g: GraphBuilder,
  x: Value,
  attention: Parameters,
  [weight, bias]: readonly [weight: string, bias: string],
  width: number,
): Value {
  const part = (name: string) =>
    g.op('Slice', [attention.value(name), g.ints(2 * width), g.ints(3 * width), g.ints(0)]);
  return g.op('Gemm', [x, part(weight), attention.has(bias) ? part(bias) : undefined], { transB: 1 });
}
